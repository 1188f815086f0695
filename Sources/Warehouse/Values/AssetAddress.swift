/// The URL of a sample's image, point cloud or first frame, and of whatever else a release points to.
///
/// A store of files signs URLs by parameters, with other values for each download. Two URLs name the same asset when
/// they are equal without those; other parameters may say which asset it is, such as `?id=7`.
enum AssetAddress {
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

    /// What the same asset has in common: the URL without what signs it; any other text as it is.
    static func identity(_ text: String) -> String { unsigned(text) ?? text }

    /// A beginning that addresses of one identity share, as long as none of its bytes needs to be understood: whatever
    /// is before parameters and fragment.
    static func beginning(_ address: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        address.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    }
}
