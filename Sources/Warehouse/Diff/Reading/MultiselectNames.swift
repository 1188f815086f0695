import ReleaseFormat

/// The attributes of a release that are lists of choices.
///
/// Until 2026 the platform wrote such lists as texts: to compare them, one must know which they are.
struct MultiselectNames {
    /// By the category's id.
    private var objects: [Int64: Set<ExactText>] = [:]
    private var images: Set<ExactText>
    private var links: Set<ExactText> = []

    init(categories: [JSONValue], taskAttributes: JSONValue?) {
        images = Self.names(taskAttributes?["image_attributes"])
        for category in categories {
            links.formUnion(Self.names(category["link_attributes"]))
            guard let id = category["id"]?.integer else { continue }
            let names = Self.names(category["attributes"])
            if !names.isEmpty { objects[id, default: []].formUnion(names) }
        }
    }

    private static func names(_ definitions: JSONValue?) -> Set<ExactText> {
        let lists = (definitions?.array ?? []).filter { $0["input_type"]?.string == "multiselect" }
        return Set(lists.compactMap { $0["name"]?.string.map(ExactText.init) })
    }

    func isOfObjects(_ name: String, category id: Int64?) -> Bool {
        id.flatMap { objects[$0] }?.contains(ExactText(name)) ?? false
    }

    func isOfImages(_ name: String) -> Bool { images.contains(ExactText(name)) }

    /// Of links from objects of any category.
    func isOfLinks(_ name: String) -> Bool { links.contains(ExactText(name)) }
}
