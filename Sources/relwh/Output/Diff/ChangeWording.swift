import ReleaseFormat
import Warehouse

/// Puts changes in words.
struct ChangeWording {
    /// The most columns that a value takes.
    private static let valueWidth = 40

    var style: Style

    // MARK: Beside the samples

    func lines(ofRelease change: Change) -> [ChangeLine] {
        change.fields.map { field in
            ChangeLine(depth: 1, sign: .modified, subject: name(field.field), details: changes(field))
        }
    }

    /// `tram (7)`, `pedestrian → person (2)`, `car 1 → 7`, `car (1)  color … → …`.
    ///
    /// nil for a category of which only definitions changed: those have lines of their own.
    ///
    /// - Parameter areDefinitionsShown: false where they are not asked for, such as those that came where only what was
    ///   modified is.
    func line(ofCategory change: Change, areDefinitionsShown: Bool = true) -> ChangeLine? {
        if change.level == .attributeDefinition { return line(ofDefinition: change) }
        let whole = change.to ?? change.from
        let id = (whole?["id"] ?? whole?["category_id"])?.integer
        var fields = change.fields.filter { !areDefinitionsShown || !$0.isShownByDefinitions }
        if fields.isEmpty, change.kind == .modified { return nil }
        func taken(_ name: String) -> FieldChange? {
            fields.firstIndex { $0.field == name }.map { fields.remove(at: $0) }
        }
        let name = change.category.map { SafeText.shown($0) } ?? "(no name)"
        let subject = taken("name").map(values) ?? name
        var number = taken("id").map { " " + values($0) }
        if number == nil, let id, name != "\(id)" { number = " (\(id))" }
        return ChangeLine(
            depth: 1, sign: ChangeLine.Sign(change.kind), subject: subject + (number ?? ""),
            details: words(fields))
    }

    /// `car: attribute colour`, `image attribute weather`, `car: link attribute kind`.
    private func line(ofDefinition change: Change) -> ChangeLine {
        let whole = change.to ?? change.from
        let owner = change.category.map { SafeText.shown($0) + ": " } ?? ""
        let scope = whole?["scope"]?.string.flatMap { $0 == "object" ? nil : SafeText.shown($0) + " " } ?? ""
        let name = whole?["name"].map { " " + shown($0) } ?? ""
        return ChangeLine(
            depth: 1, sign: ChangeLine.Sign(change.kind), subject: "\(owner)\(scope)attribute\(name)",
            details: words(change.fields))
    }

    func line(ofLabelset change: Change) -> ChangeLine {
        ChangeLine(
            depth: 1, sign: ChangeLine.Sign(change.kind), subject: SafeText.shown(change.labelset ?? ""),
            details: words(change.fields))
    }

    // MARK: Samples

    func lines(of sample: ChangedSample) -> [ChangeLine] {
        var uuid = ""
        if let id = sample.uuid, !id.isExactly(sample.title) { uuid = SafeText.shown(id) }
        let isWhole = sample.kind == .added || sample.kind == .removed
        let contents = sample.contents.map { contents in
            contents.labels == 0
                ? "no labels"
                : NumberText.counted(contents.labels, "label") + ", "
                    + NumberText.counted(contents.annotations, "annotation")
        }
        var lines = [
            ChangeLine(
                depth: 0, sign: ChangeLine.Sign(sample.kind), subject: SafeText.shown(sample.title),
                details: isWhole ? contents ?? "" : NumberText.counted(sample.changes, "change"),
                aside: uuid)
        ]
        lines += self.lines(of: sample.fields, depth: 1)
        for label in sample.labels {
            lines += self.lines(of: label)
            lines += label.objects.map(line)
            if label.omitted > 0 {
                lines.append(
                    ChangeLine(
                        depth: 2, sign: .note,
                        subject: "and " + NumberText.counted(label.omitted, "more change")))
            }
        }
        return lines
    }

    /// `ground-truth  status LABELED → REVIEWED  +1 -2 ~3`, and a line for each of the other fields.
    private func lines(of label: ChangedSample.Label) -> [ChangeLine] {
        let figures = [("+", label.added), ("-", label.removed), ("~", label.modified)]
            .filter { $0.1 > 0 }.map { $0.0 + NumberText.grouped($0.1) }
        let (status, others) = label.fields.parted { $0.field.field == "label_status" }
        let isInline = others.runs.count == 1 && others.omitted == 0
        var parts = status.runs.map(words)
        if isInline { parts += others.runs.map(words) }
        parts = [contents(label.whole), parts.joined(separator: "; "), figures.joined(separator: " ")]
        if label.links > 0 { parts.append(NumberText.counted(label.links, "link")) }
        let heading = ChangeLine(
            depth: 1, sign: ChangeLine.Sign(label.kind), subject: SafeText.shown(label.labelset),
            details: parts.filter { !$0.isEmpty }.joined(separator: "  "))
        return [heading] + (isInline ? [] : lines(of: others, depth: 2))
    }

    /// `LABELED, 12 annotations` of a label that came or went.
    private func contents(_ label: JSONValue?) -> String {
        guard let label else { return "" }
        let annotations = label["annotations"]?.integer.map {
            NumberText.counted(Int($0), "annotation")
        }
        return [label["label_status"].map(shown), annotations].compactMap { $0 }.joined(separator: ", ")
    }

    private func lines(of fields: FieldRuns, depth: Int) -> [ChangeLine] {
        var lines = fields.runs.map { run in
            ChangeLine(
                depth: depth, sign: .modified, subject: name(run.field.field), details: changes(run))
        }
        if fields.omitted > 0 {
            lines.append(
                ChangeLine(
                    depth: depth, sign: .note,
                    subject: "and " + NumberText.counted(fields.omitted, "more field")))
        }
        return lines
    }

    private func line(of object: ChangedSample.Object) -> ChangeLine {
        let change = object.change
        var subject = change.level == .link ? link(change) : annotation(change, isRun: object.frames != nil)
        var details = words(change.fields, in: object.frames)
        if let run = object.frames {
            if details.isEmpty { subject += " " + frames(run) } else { details += " in " + frames(run) }
        }
        return ChangeLine(
            depth: 2, sign: ChangeLine.Sign(change.kind), subject: subject, details: details,
            aside: matched(change, isRun: object.frames != nil))
    }

    /// `car #12 track 7 frame 3 lidar`.
    private func annotation(_ change: Change, isRun: Bool) -> String {
        var parts = [change.category.map { SafeText.shown($0) } ?? "(no category)"]
        if !isRun, let id = change.annotationID { parts.append("#\(id)") }
        if let track = change.trackID, isRun || track != change.annotationID {
            parts.append("track \(track)")
        }
        // The one frame of a still says nothing.
        if !isRun, let frame = change.frame, !change.isStill { parts.append("frame \(frame)") }
        if let sensor = change.sensor { parts.append("in " + SafeText.shown(sensor)) }
        return parts.joined(separator: " ")
    }

    private func link(_ change: Change) -> String {
        let whole = change.to ?? change.from
        guard let from = whole?["from_id"], let to = whole?["to_id"] else { return "link" }
        return "link \(shown(from)) \(style.arrow) \(shown(to))"
    }

    /// `frames 3–41 (39 frames, 3 keyframes)`.
    private func frames(_ run: FrameRun) -> String {
        frames(run.first, run.last, run.count, keyframes: run.keyframes)
    }

    private func frames(_ first: Int, _ last: Int, _ count: Int, keyframes: Int? = nil) -> String {
        var text = NumberText.counted(count, "frame")
        if let keyframes { text += ", " + NumberText.counted(keyframes, "keyframe") }
        return "frames \(first)\(style.dash)\(last) (\(text))"
    }

    private func matched(_ change: Change, isRun: Bool) -> String {
        guard let rule = change.matchedBy else { return "" }
        guard rule == .geometry, !isRun, let score = change.score else {
            return "(matched by \(rule.rawValue))"
        }
        return "(matched by geometry, \(NumberText.significant(score, digits: 2)))"
    }

    // MARK: Fields

    private func words(_ run: FieldRuns.Run) -> String { "\(name(run.field.field)) \(changes(run))" }

    /// What changed about a field, and where: `rain → dry`, `changed (pixels not compared) in frames 3–41 (39 frames)`.
    private func changes(_ run: FieldRuns.Run) -> String {
        var text = run.varies ? "changed" : changes(run.field)
        if Self.isMask(run.field) { text = changes(run.field) }
        if let frame = run.field.frame {
            text +=
                run.count == 1 ? " in frame \(frame)" : " in " + frames(frame, run.last ?? frame, run.count)
        }
        if let sensor = run.field.sensor { text += " of " + SafeText.shown(sensor) }
        return text
    }

    private static func isMask(_ field: FieldChange) -> Bool {
        field.field == "mask" || field.field == "mask.url"
    }

    private func changes(_ field: FieldChange) -> String {
        if Self.isMask(field) {
            let isThere = [field.from, field.to].map { $0 != nil && $0 != .null }
            return isThere[0] == isThere[1]
                ? "changed (pixels not compared)" : isThere[1] ? "added" : "removed"
        }
        // Too much to show, such as the order of annotations, or the labels of all points of a cloud.
        return field.from == field.to ? "changed" : values(field)
    }

    /// `geometry iou 0.82, moved 4.1 px; attributes.occluded false → true`.
    private func words(_ fields: [FieldChange], in run: FrameRun? = nil) -> String {
        fields.enumerated().map { index, field in
            if let geometry = run?.geometry ?? field.geometry, field.geometry != nil {
                let measures = measures(
                    geometry, unit: Self.isSpatial(field) ? "m" : "px", isWorst: run != nil)
                return measures.isEmpty ? "geometry" : "geometry " + measures
            }
            if ["geometry", "points"].contains(field.field) || run?.varies[index] == true {
                return name(field.field)
            }
            return "\(name(field.field)) \(changes(field))"
        }.joined(separator: "; ")
    }

    private func name(_ field: String) -> String {
        switch field {
        case "label_status": "status"
        case "mask.url": "mask"
        default: SafeText.shown(field)
        }
    }

    /// `iou 0.82, moved 4.1 px, size ×1.2, turned 0.1 rad`; of several frames, the worst.
    private func measures(_ change: GeometryChange, unit: String, isWorst: Bool) -> String {
        let most = isWorst ? "up to " : ""
        var parts: [String] = []
        if let iou = change.iou {
            // What only rounds to 1 is no full overlap.
            let value = iou > 0.995 && iou < 1 ? "0.99+" : NumberText.significant(iou, digits: 2)
            parts.append("iou \(isWorst ? style.atLeast + " " : "")\(value)")
        }
        if let shift = change.centerShift, shift > 0 {
            parts.append("moved \(most)\(NumberText.significant(shift, digits: 2)) \(unit)")
        }
        if let ratio = change.sizeRatio, abs(ratio - 1) >= 0.005 {
            parts.append("size \(most)\(style.times)\(NumberText.significant(ratio, digits: 3))")
        }
        if let angle = change.angle, angle > 0 {
            parts.append("turned \(most)\(NumberText.significant(angle, digits: 2)) rad")
        }
        return parts.joined(separator: ", ")
    }

    /// Whether a shape is measured in metres: a cuboid, or points with three coordinates.
    private static func isSpatial(_ field: FieldChange) -> Bool {
        if field.geometry?.angle != nil { return true }
        guard let shape = field.to ?? field.from else { return false }
        if shape["dimensions"] != nil || shape["position"] != nil { return true }
        return (shape["points"] ?? shape).array?.first?.array?.count == 3
    }

    private func values(_ field: FieldChange) -> String {
        let isName = ["name", "category", "label_status"].contains(field.field)
        var texts = [field.from, field.to].map { Self.text(of: $0, isName: isName) }
        // Of two long texts that begin alike, such as URLs, the beginning says nothing.
        let same = texts[0].commonPrefix(with: texts[1])
        if same > 20, texts.allSatisfy({ DisplayWidth.of($0) > Self.valueWidth }) {
            texts = texts.map { style.ellipsis + $0.dropFirst(same - 8) }
        }
        return texts.map(cut).joined(separator: " \(style.arrow) ")
    }

    private func shown(_ value: JSONValue?) -> String { cut(Self.text(of: value, isName: false)) }

    private func cut(_ text: String) -> String {
        DisplayWidth.truncated(text, to: Self.valueWidth, ellipsis: style.ellipsis)
    }

    /// A value as text; texts have no quotes where nothing is lost by that.
    ///
    /// - Parameter isName: whether it is known to be a text, and may hold spaces.
    private static func text(of value: JSONValue?, isName: Bool) -> String {
        guard let value else { return "(none)" }
        if case .string(let bare) = value, isName ? isPlainName(bare) : isPlain(bare) {
            return SafeText.shown(bare)
        }
        return SafeText.shown(value.text)
    }

    private static func isPlainName(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        return !first.isWhitespace && !last.isWhitespace && text != "(none)"
    }

    /// Whether a text is seen for what it is without quotes.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, first.isLetter, !["null", "true", "false"].contains(text) else {
            return false
        }
        return text.allSatisfy { !$0.isWhitespace && $0 != ";" && $0 != "\"" }
    }
}

extension FieldChange {
    /// Whether it is a category's list of definitions, of which those that came, went or changed are listed by
    /// themselves: not one that is only in another order, or empty instead of absent.
    var isShownByDefinitions: Bool {
        guard ["attributes", "link_attributes"].contains(field),
            [from, to].allSatisfy({ $0 == nil || $0?.array != nil })
        else { return false }
        let names = [from, to].map { list in (list?.array ?? []).map(\.text).sorted() }
        return from == to || names[0] != names[1]
    }
}

extension String {
    /// How many characters two texts begin with that are the same.
    fileprivate func commonPrefix(with other: String) -> Int {
        zip(self, other).prefix { $0 == $1 }.count
    }
}
