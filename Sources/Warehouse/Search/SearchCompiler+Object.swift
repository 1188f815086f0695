import SQLite

extension SearchCompiler {
    /// An annotation of a sample, `a`, in its frame `f` and label `l`.
    static func annotation(where condition: SearchSQL) -> SearchSQL {
        """
        SELECT 1 FROM state_label AS sl
        CROSS JOIN label AS l ON l.id = sl.label_id
        CROSS JOIN frame AS f NOT INDEXED ON f.id >= l.first_frame_id AND f.id < l.first_frame_id + l.frame_rows
        CROSS JOIN annotation AS a NOT INDEXED
            ON a.id >= f.first_annotation_id AND a.id < f.first_annotation_id + f.annotations
        WHERE sl.sample_state_id = rs.sample_state_id AND \(condition)
        """
    }

    mutating func condition(_ term: ObjectTerm, negated: Bool) throws(SearchError) -> SearchCondition {
        switch term {
        case .category(let value):
            return .isTrue(
                "a.category_id \(.isOne(of: try categories(value)))", negated: negated, cost: .sample,
                offset: value.text.offset)
        case .type(let name):
            return .isTrue(
                """
                coalesce(a.type, f.untyped, (
                    SELECT rl.untyped FROM release_labelset AS rl
                    WHERE rl.release_id = \(.integer(scope.releaseID)) AND rl.labelset_id = sl.labelset_id)
                ) = \(name)
                """, negated: negated, cost: .sample, offset: name.offset)
        case .track(let number):
            return .isTrue(
                "a.track_id = \(SearchNumber.value(of: number.text) ?? .null)", negated: negated,
                cost: .sample,
                offset: number.offset)
        case .attribute(let name, let value):
            return .isTrue(
                Self.attribute(name, value), negated: negated, cost: .metadata,
                stack: SearchCondition.Stack.attribute, offset: name.offset)
        case .measure(let measure, let comparison):
            return .isTrue(
                "\(measure.sql) \(comparison)", negated: negated,
                cost: measure.isStoredApart ? .label : .sample,
                offset: comparison.number.offset)
        case .status(let text):
            return .isTrue(
                "l.label_status = \(text) COLLATE NOCASE", negated: negated, cost: .sample,
                offset: text.offset)
        case .sensor(let name):
            return .isTrue("f.sensor = \(name)", negated: negated, cost: .sample, offset: name.offset)
        case .labelset(let name):
            guard let labelset = scope.labelset(name.text) else {
                throw mistake(
                    at: name.offset, expected: "a labelset of \(scope.ref)", found: "'\(name.text)'",
                    candidates: NearestNames.of(name.text, in: scope.labelsets.map(\.name)))
            }
            return .isTrue(
                "sl.labelset_id = \(.integer(labelset.id))", negated: negated, cost: .sample,
                offset: name.offset)
        }
    }

    /// Attributes that repeat are looked through once, however many annotations share them.
    private static func attribute(_ name: SearchText, _ value: SearchValue?) -> SearchSQL {
        let test = value.map { SearchSQL.isOrHolds($0) } ?? "j.type <> 'null'"
        return """
            CASE typeof(a.attributes)
                WHEN 'integer' THEN a.attributes IN (
                    SELECT t.id FROM attribute_set AS t WHERE \(.json("t.attributes", has: name, where: test)))
                WHEN 'text' THEN \(.json("a.attributes", has: name, where: test))
            END
            """
    }
}

extension ObjectTerm.Measure {
    /// As the view `annotations` has it.
    fileprivate var sql: SearchSQL {
        switch self {
        case .area:
            """
            iif(a.type = 'bbox' AND a.vertices = 2 AND a.z_min IS NULL,
                (a.x_max - a.x_min) * (a.y_max - a.y_min), a.area)
            """
        case .width: "iif(a.z_min IS NULL AND a.vertices > 1, a.x_max - a.x_min, NULL)"
        case .height: "iif(a.z_min IS NULL AND a.vertices > 1, a.y_max - a.y_min, NULL)"
        case .length: "a.length"
        case .vertices: "a.vertices"
        case .pointCount: "a.point_count"
        case .volume: "(SELECT k.size_x * k.size_y * k.size_z FROM cuboid AS k WHERE k.id = a.id)"
        case .sizeX: "(SELECT k.size_x FROM cuboid AS k WHERE k.id = a.id)"
        case .sizeY: "(SELECT k.size_y FROM cuboid AS k WHERE k.id = a.id)"
        case .sizeZ: "(SELECT k.size_z FROM cuboid AS k WHERE k.id = a.id)"
        }
    }

    fileprivate var isStoredApart: Bool {
        switch self {
        case .volume, .sizeX, .sizeY, .sizeZ: true
        case .area, .width, .height, .length, .vertices, .pointCount: false
        }
    }
}
