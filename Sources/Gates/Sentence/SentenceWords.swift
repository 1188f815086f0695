import Warehouse

/// Words and names as sentences write them.
enum SentenceWords {
    /// The platform's status that a word names, in any case, with one l or two.
    static func status(named word: String) -> String? {
        let upper = word.uppercased().replacing("LABELLED", with: "LABELED")
        return LabelStatus.platform.contains(upper) ? upper : nil
    }

    /// A status as a sentence writes it.
    static func status(_ status: String) -> String {
        LabelStatus.platform.contains(status) ? status : "status " + quoted(status)
    }

    /// A category's name as a sentence writes it: in quotes where it could be read as something else.
    static func name(_ name: String) -> String {
        func reads(_ sentence: String, as question: Question) -> Bool {
            (try? SentenceParser.parse(sentence))?.question == question
        }
        let subject = Subject.category(name)
        let isPlain =
            reads("at least 1 \(name)", as: .amount(subject, .any))
            && reads("no \(name)", as: .amount(subject, .none))
            && reads("\(name) loses at least 1", as: .change(subject, .loses, .any))
        return isPlain ? name : quoted(name)
    }

    /// Any other text: in quotes unless it is one plain word.
    static func value(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { $0 > " " && $0 != "\"" && $0 != "'" && $0 != "\\" }
        return isPlain ? text : quoted(text)
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
