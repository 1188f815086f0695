/// A URL without the parameters by which a store of files signs it: they are other ones each time.
enum SignedURL {
    /// Parameters of a signature by themselves: AWS and Google Cloud, version 2; those of version 4 have a prefix.
    private static let signing: Set<String> = ["expires", "signature", "awsaccesskeyid", "googleaccessid"]
    /// Those of CloudFront, next to a `Signature`.
    private static let besideSignature: Set<String> = ["key-pair-id", "policy"]
    /// Those of Azure's shared access signatures, next to a `sig`.
    private static let besideSig: Set<String> = [
        "sig", "sv", "ss", "srt", "sr", "sp", "st", "se", "sip", "spr", "si", "sdd", "skoid", "sktid", "skt",
        "ske",
        "sks", "skv",
    ]

    /// The URL without what signs it, its other parameters in their order; nil for what is no URL.
    static func unsigned(_ text: String) -> String? {
        guard let scheme = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            text[scheme...].utf8.starts(with: "://".utf8)
        else { return nil }
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return text }
        let start = text.utf8.index(after: mark)
        let end = text.utf8[start...].firstIndex(of: UInt8(ascii: "#")) ?? text.utf8.endIndex
        let parameters = text[start..<end].split(separator: "&", omittingEmptySubsequences: false)
        let names = parameters.map { $0.prefix { $0 != "=" }.lowercased() }
        let hasSignature = names.contains("signature")
        let hasSig = names.contains("sig")
        let kept = zip(parameters, names).filter { _, name in
            let signs =
                name.hasPrefix("x-amz-") || name.hasPrefix("x-goog-") || signing.contains(name)
                || hasSignature && besideSignature.contains(name) || hasSig && besideSig.contains(name)
            return !signs
        }.map { $0.0 }
        if kept.count == parameters.count { return text }
        return String(text[..<mark]) + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
            + String(text[end...])
    }

    /// The URL without its query: what names the file.
    static func withoutQuery(_ text: String) -> String {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return text }
        return String(text[..<mark])
    }
}
