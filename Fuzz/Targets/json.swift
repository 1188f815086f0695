import TestSupport

@testable import ReleaseFormat

/// JSON by itself: what the tree's reader and the transcoder take is what RFC 8259 allows, and means the same to both.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = UnsafeBufferPointer(start: data, count: size)
    let isJSON = StrictJSON.accepts(input)

    var bytes = ByteBuffer(capacity: size)
    if size > 0 { bytes.append(data, size) }
    bytes.pad()

    var tree: JSONValue?
    var cursor = JSONCursor(UnsafePointer(bytes.base), count: bytes.count)
    do throws(JSONFault) {
        let value = try JSONValue(&cursor, depth: 1)
        cursor.skipSpace()
        if cursor.at == cursor.end { tree = value }
    } catch {
        require((0...size).contains(error.offset), "the tree's fault is at \(error.offset) of \(size)")
    }
    require((tree != nil) == isJSON, "the tree says \(tree != nil), the judge \(isJSON)")

    var text = ByteBuffer()
    var canonical = ByteBuffer()
    var isTranscoded = false
    var transcoder = JSONTranscoder()
    cursor = JSONCursor(UnsafePointer(bytes.base), count: bytes.count)
    do throws(JSONFault) {
        try transcoder.value(&cursor, depth: 0, text: &text, canonical: &canonical)
        cursor.skipSpace()
        isTranscoded = cursor.at == cursor.end
    } catch {
        require((0...size).contains(error.offset), "the transcoder's fault is at \(error.offset) of \(size)")
    }
    require(isTranscoded == isJSON, "the transcoder says \(isTranscoded), the judge \(isJSON)")
    guard let tree else { return 0 }

    // The tree's own text, and the transcoder's, are the same value again, with the same digest.
    let minified = String(decoding: text.bytes, as: UTF8.self)
    require(StrictJSON.accepts(minified.utf8) && StrictJSON.accepts(tree.text.utf8), "a rewriting is no JSON")
    guard let again = try? JSONValue(text: minified), let twin = try? JSONValue(text: tree.text) else {
        find("a rewriting is not read")
    }
    require(again == tree && twin == tree, "a rewriting is another value: \(minified)")
    require(tree.digest == Digest.of(canonical.bytes), "two digests of one value")
    let meaning = JSONMeaning(tree)
    require(meaning == JSONMeaning(again), "a rewriting has another meaning")
    return 0
}
