import Warehouse

/// Queries of one number.
extension GateEvaluation {
    func sql(_ question: SQLQuestion, _ gate: Gate, _ base: ReleaseFacts?) throws -> Answer {
        if let base, base.side.warehouse !== facts.side.warehouse {
            guard question.isChange, !question.parameters.contains("previous") else {
                throw NoAnswer.unanswered("\(base.ref) is in another warehouse, which the query cannot reach")
            }
        }
        let now = try number(question, gate, facts, base)
        guard question.isChange, let base else {
            return Answer(
                try isGood(now, question.bound), Self.text(now, near: question.bound),
                number: Self.figure(now))
        }
        let before = try number(question, gate, base, nil)
        let text = "\(Self.text(before)) → \(Self.text(now))"
        switch (before, now) {
        case (.integer(let old), .integer(let new)):
            let (change, overflow) = new.subtractingReportingOverflow(old)
            guard !overflow else { throw NoAnswer.unanswered("\(text): the difference is too large") }
            if !question.bound.isPercent {
                return Answer(
                    question.bound.allows(Int(change)),
                    Self.text(from: Int(old), to: Int(new), near: question.bound), number: .count(Int(change))
                )
            }
            guard old > 0 else { throw NoAnswer.unanswered("\(text): that is not a percentage") }
            return Answer(
                question.bound.allows(Int(change), of: Int(old)),
                Self.text(from: Int(old), to: Int(new), near: question.bound),
                number: .share(Double(change) / Double(old)))
        default:
            guard let old = Self.double(before), let new = Self.double(now) else {
                throw NoAnswer.unanswered("\(text): that is not a number")
            }
            guard old != 0 || !question.bound.isPercent else {
                throw NoAnswer.unanswered("\(text): that is not a percentage")
            }
            return Self.answer(text, from: old, to: new, question.bound)
        }
    }

    /// The one value of the one row.
    private func number(
        _ question: SQLQuestion, _ gate: Gate, _ facts: ReleaseFacts, _ base: ReleaseFacts?
    ) throws -> Value {
        var parameters: [QueryParameter] = []
        for name in question.parameters {
            switch name {
            case "previous": parameters.append(.init(name: name, value: .text(base?.ref ?? "")))
            case "labelset":
                let labelset = try facts.labelset(named: gate.labelset)
                parameters.append(.init(name: name, value: .text(labelset)))
            default: parameters.append(.init(name: name, value: .text(facts.ref)))
            }
        }
        var rows: [[Value]] = []
        do {
            let outcome = try facts.side.warehouse.query(
                question.sql, parameters: parameters,
                options: QueryOptions(maximumRows: 1, cancellation: facts.cancellation)
            ) { rows.append($0) }
            guard !outcome.isTruncated else {
                throw NoAnswer.unanswered("the query returns more than one row")
            }
        } catch let error as WarehouseError where error.kind == .sql || error.kind == .limit {
            throw PlacedError(error, at: question.place)
        }
        guard let row = rows.first else { throw NoAnswer.unanswered("the query returns no row") }
        guard row.count == 1, let value = row.first else {
            throw NoAnswer.unanswered("the query returns \(row.count) columns instead of one number")
        }
        return value
    }

    private func isGood(_ value: Value, _ bound: GateBound) throws -> Bool {
        switch value {
        case .integer(let number): return bound.allows(Int(number))
        case .real(let number): return bound.allows(number)
        case .null: throw NoAnswer.unanswered("the query returns NULL, which is not a number, and not 0")
        case .text, .blob:
            throw NoAnswer.unanswered("the query returns \(Self.text(value)), which is not a number")
        }
    }

    private static func double(_ value: Value) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .real(let number): number
        case .null, .text, .blob: nil
        }
    }

    private static func figure(_ value: Value) -> Figure? {
        switch value {
        case .integer(let number): .count(Int(number))
        case .real(let number): .measure(number)
        case .null, .text, .blob: nil
        }
    }

    private static func text(_ value: Value, near bound: GateBound? = nil) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let number): FoundText.count(Int(number))
        case .real(let number): FoundText.measure(number, near: bound)
        case .text(let text): SentenceWords.quoted(text)
        case .blob(let bytes): "a BLOB of \(FoundText.count(bytes.count, "byte"))"
        }
    }
}
