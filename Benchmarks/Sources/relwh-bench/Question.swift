/// Something to ask the command, as a user types it.
struct Question {
    let name: RowName
    /// Which of the row's questions, where it asks several.
    var part = ""
    let title: String
    let arguments: [String]
}
