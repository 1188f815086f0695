/// What a file that is no release seems to be, and what to do about it.
struct MistakenFile {
    var found: String
    var advice: String
    var remedy: InputError.Remedy?
    /// Whether it is JSON of another kind, and nothing that came of a release or of an attempt to download one.
    var isForeign = false

    private static let format =
        "a release file is one JSON object with `name` and `dataset`, as the platform's Releases tab offers it"

    /// Judges by a document's keys.
    ///
    /// - Parameter hasURL: whether the document's `attributes` name a file.
    init(keys: Set<String>, hasURL: Bool = true) {
        if keys.isEmpty {
            self.init(found: "an empty object", advice: Self.format, isForeign: true)
        } else if keys.isSuperset(of: ["images", "annotations"])
            || keys.isSuperset(of: ["images", "categories"])
        {
            self.init(
                found: "what seems to be a COCO file",
                advice: "import the release that it was exported from; \(Self.format)", isForeign: true)
        } else if keys.contains("release_type") || keys.contains("samples_count")
            || keys.contains("status") && keys.contains("attributes")
        {
            self.init(
                found: "what seems to be the API's release object, not the release",
                advice: hasURL
                    ? "download the file that its attributes.url names, and import that"
                    : "once its status is SUCCEEDED, download the file that its attributes.url names")
        } else if keys.contains("samples"), keys.contains("tasks") {
            self.init(
                found: "a release in the shape of July 2020, without `dataset`",
                advice: "make a new release of the dataset and export that")
        } else if keys.contains("uuid"), keys.contains("labels") || keys.contains("attributes") {
            self.init(
                found: "what seems to be a single sample",
                advice: "import the release that it is from; \(Self.format)")
        } else if keys.contains("label_status") || keys.contains("annotations") {
            self.init(
                found: "what seems to be a single label",
                advice: "import the release that it is from; \(Self.format)")
        } else if keys.contains("features"), keys.contains("type") {
            self.init(found: "what seems to be GeoJSON", advice: Self.format, isForeign: true)
        } else if keys.contains("error") || keys.contains("detail") || keys.contains("message") {
            self.init(
                found: "what seems to be an error message of a server",
                advice: "look inside, and download the release again")
        } else {
            self.init(found: "an object without `dataset`", advice: Self.format, isForeign: true)
        }
    }

    /// Judges by the first bytes of something that does not begin as an object.
    init(beginning bytes: UnsafeRawBufferPointer) {
        let text = String(decoding: bytes.prefix(512), as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace }
        if trimmed.isEmpty {
            self.init(found: "an empty file", advice: "download or export the release again")
        } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.count > 1 && (bytes[0] == 0 || bytes[1] == 0)
        {
            self.init(found: "a file in UTF-16", advice: "JSON is UTF-8: save the file as that")
        } else if trimmed.hasPrefix("<?xml") || trimmed.hasPrefix("<Error") {
            self.init(
                found: "an XML document, such as the error message of a file store",
                advice: "look inside, and download the release again")
        } else if trimmed.hasPrefix("<") {
            self.init(
                found: "a web page, not a release",
                advice: "the download link may have expired, or require a login: download the release again")
        } else if trimmed.hasPrefix("[") {
            let isSamples = trimmed.contains("\"uuid\"")
            self.init(
                found: isSamples ? "what seems to be a list of samples" : "a list",
                advice: isSamples ? "import the release that they are from; \(Self.format)" : Self.format,
                isForeign: !isSamples)
        } else if trimmed.hasPrefix("PK") {
            self.init(found: "a ZIP archive", advice: "unpack it and import the JSON file in it")
        } else if trimmed.hasPrefix("SQLite format 3") {
            self.init(
                found: "an SQLite database", advice: "a warehouse is opened, not imported",
                remedy: .openAsWarehouse)
        } else {
            self.init(found: "something that is not a JSON object", advice: Self.format)
        }
    }

    init(found: String, advice: String, remedy: InputError.Remedy? = nil, isForeign: Bool = false) {
        self.found = found
        self.advice = advice
        self.remedy = remedy
        self.isForeign = isForeign
    }

    /// Something that could go on to be JSON, or could not.
    var fault: JSONFault.Problem {
        .rule(expected: "a release file", found: found, advice: advice, remedy: remedy)
    }
}
