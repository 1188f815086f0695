import ReleaseFormat

extension ContentBatch {
    /// A member of an annotation that no column holds; nil without it. Needs `.annotationExtra`.
    func extraMember(_ key: String, of annotation: Int) -> JSONValue? {
        JSONValue(json: texts.string(annotations.extra[annotation]))?[key]
    }

    /// A member of a frame that no column holds; nil without it. Needs `.frameExtra`.
    func extraMember(_ key: String, ofFrame frame: Int) -> JSONValue? {
        JSONValue(json: texts.string(frames.extra[frame]))?[key]
    }
}
