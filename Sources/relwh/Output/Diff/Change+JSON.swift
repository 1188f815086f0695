import ReleaseFormat
import Warehouse

extension Change {
    /// Writes the change as an object of `relwh.diff/1`, on one line.
    ///
    /// There may be millions: nothing is made but the bytes. The contract's keys are always there; `category`, `score` and
    /// `geometry` only where they say something.
    func append(to buffer: inout [UInt8]) {
        JSONText.append(
            verbatim: "{\"level\":\"\(level.rawValue)\",\"change\":\"\(kind.rawValue)\"", to: &buffer)
        append("sample_uuid", sampleUUID, to: &buffer)
        append("sample", sample, to: &buffer)
        append("labelset", labelset, to: &buffer)
        append("sensor", sensor, to: &buffer)
        append("frame", frame.map(Int64.init), to: &buffer)
        append("annotation_id", annotationID, to: &buffer)
        append("track_id", trackID, to: &buffer)
        if category != nil { append("category", category, to: &buffer) }
        append("matched_by", matchedBy?.rawValue, to: &buffer)
        if let score { append("score", score, to: &buffer) }
        appendSide("from", from, \.from, to: &buffer)
        appendSide("to", to, \.to, to: &buffer)
        JSONText.append(verbatim: ",\"fields\":[", to: &buffer)
        for (index, field) in fields.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            JSONText.append(field.path, to: &buffer)
        }
        buffer.append(UInt8(ascii: "]"))
        if let geometry = fields.lazy.compactMap(\.geometry).first { append(geometry, to: &buffer) }
        buffer.append(UInt8(ascii: "}"))
    }

    private func append(_ key: StaticString, _ text: String?, to buffer: inout [UInt8]) {
        append(key, to: &buffer)
        if let text { JSONText.append(text, to: &buffer) } else { appendNull(to: &buffer) }
    }

    private func append(_ key: StaticString, _ number: Int64?, to buffer: inout [UInt8]) {
        append(key, to: &buffer)
        if let number { JSONText.append(number, to: &buffer) } else { appendNull(to: &buffer) }
    }

    private func append(_ key: StaticString, _ number: Double?, to buffer: inout [UInt8]) {
        append(key, to: &buffer)
        if let number { JSONText.append(number, to: &buffer) } else { appendNull(to: &buffer) }
    }

    private func append(_ key: StaticString, to buffer: inout [UInt8]) {
        buffer.append(contentsOf: ",\"".utf8)
        buffer.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
        buffer.append(contentsOf: "\":".utf8)
    }

    private func appendNull(to buffer: inout [UInt8]) { buffer.append(contentsOf: "null".utf8) }

    /// What there was, or is: as it was given, else an object of the fields that changed and are there.
    private func appendSide(
        _ key: StaticString, _ whole: JSONValue?, _ side: KeyPath<FieldChange, JSONValue?>,
        to buffer: inout [UInt8]
    ) {
        append(key, to: &buffer)
        if let whole {
            buffer.append(contentsOf: whole.text.utf8)
        } else if fields.isEmpty {
            appendNull(to: &buffer)
        } else {
            buffer.append(UInt8(ascii: "{"))
            var isFirst = true
            for field in fields {
                guard let value = field[keyPath: side] else { continue }
                if !isFirst { buffer.append(UInt8(ascii: ",")) }
                isFirst = false
                JSONText.append(field.path, to: &buffer)
                buffer.append(UInt8(ascii: ":"))
                buffer.append(contentsOf: value.text.utf8)
            }
            buffer.append(UInt8(ascii: "}"))
        }
    }

    private func append(_ geometry: GeometryChange, to buffer: inout [UInt8]) {
        JSONText.append(verbatim: ",\"geometry\":{\"iou\":", to: &buffer)
        append(bare: geometry.iou, to: &buffer)
        append("center_shift", geometry.centerShift, to: &buffer)
        append("size_ratio", geometry.sizeRatio, to: &buffer)
        append("angle", geometry.angle, to: &buffer)
        buffer.append(UInt8(ascii: "}"))
    }

    private func append(bare number: Double?, to buffer: inout [UInt8]) {
        if let number { JSONText.append(number, to: &buffer) } else { appendNull(to: &buffer) }
    }
}
