import ReleaseFormat

/// The categories that a release lists.
enum ListedCategories {
    /// Those of `task_attributes`; in a file without any, those that `tasks` lists. JSON objects.
    static func of(taskAttributes: JSONValue?, tasks: JSONValue?) -> [JSONValue] {
        if let listed = taskAttributes?["categories"]?.array {
            return listed.filter { $0.members != nil }
        }
        let lists = (tasks?.members ?? []).compactMap { $0.value["attributes"]?["categories"]?.array }
        var merged: [JSONValue] = []
        var ids: Set<Int64> = []
        for (index, list) in lists.enumerated() {
            for category in list where category.members != nil {
                // Several tasks may list the same categories; the first to use an id names it.
                if let id = category["id"]?.integer, !ids.insert(id).inserted, index > 0 { continue }
                merged.append(category)
            }
        }
        return merged
    }
}
