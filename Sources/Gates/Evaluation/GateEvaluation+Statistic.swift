import Warehouse

/// Figures of the catalogue of statistics.
extension GateEvaluation {
    /// A row's figure, and what identifies the row.
    private struct Cell {
        /// The row's keys in words, but for those that are the same in all rows.
        var name: String
        var figure: Figure?
        /// The figure of the other release.
        var before: Figure?
    }

    func statistic(
        _ question: StatisticQuestion, labelset: String?, _ base: ReleaseFacts?
    ) throws -> Answer {
        let table = try table(of: question, in: facts)
        guard let column = table.columns.first(where: { $0.name == question.figure && !$0.isKey }) else {
            throw PlacedError(
                "\(question.statistic.name) has no figure \(question.figure)", at: question.figurePlace,
                remedy: .figures(of: question.statistic.name),
                candidates: NearestNames.of(
                    question.figure, in: table.columns.filter { !$0.isKey }.map(\.name)))
        }
        guard !question.bound.isPercent || question.isChange || column.unit == .share else {
            throw PlacedError(
                "\(question.figure) is not a share: it cannot have a bound in %", at: question.figurePlace)
        }
        if let needs = table.unknown { throw NoAnswer.unanswered("unknown: \(needs)") }
        let conditions = try conditions(question, table, labelset)
        let cells = try cells(question, conditions, table, base)
        guard !cells.isEmpty else { throw NoAnswer.unanswered("no row" + Self.text(conditions, in: table)) }
        switch question.rows {
        case .one:
            guard cells.count == 1, let cell = cells.first else {
                throw NoAnswer.unanswered(
                    "\(FoundText.count(cells.count)) rows\(Self.text(conditions, in: table)): say rows: all, any or sum"
                )
            }
            return try answer(cell, question)
        case .all, .any: return try answer(cells, question)
        case .sum: return try answer(Self.sum(cells), question)
        }
    }

    // MARK: Rows

    private func table(of question: StatisticQuestion, in facts: ReleaseFacts) throws -> FigureTable {
        let tables = try facts.report(question).tables
        guard let name = question.table else {
            guard let first = tables.first else {
                throw NoAnswer.unanswered("\(question.statistic.name) does not apply to this release")
            }
            return first
        }
        if let found = tables.first(where: { $0.name == name }) { return found }
        throw PlacedError(
            "\(question.statistic.name) has no table \(name)", at: question.figurePlace,
            candidates: NearestNames.of(name, in: tables.map(\.name)))
    }

    /// What the gate says of rows, and the labelset that it speaks of where it says none.
    private func conditions(
        _ question: StatisticQuestion, _ table: FigureTable, _ labelset: String?
    ) throws -> [StatisticQuestion.Condition] {
        var conditions = question.conditions
        let keys = table.columns.filter(\.isKey).map(\.name)
        for condition in conditions where !keys.contains(condition.column) {
            throw PlacedError(
                "\(question.statistic.name) has no key \(condition.column)", at: condition.place,
                candidates: NearestNames.of(condition.column, in: keys))
        }
        if keys.contains("labelset"), !conditions.contains(where: { $0.column == "labelset" }) {
            let name = try facts.labelset(named: labelset)
            conditions.append(.init(column: "labelset", values: [.text(name)], place: question.figurePlace))
        }
        return conditions
    }

    private func cells(
        _ question: StatisticQuestion, _ conditions: [StatisticQuestion.Condition], _ table: FigureTable,
        _ base: ReleaseFacts?
    ) throws -> [Cell] {
        let columns = table.columns.filter(\.isKey)
        func isMeant(_ key: [Figure]) -> Bool {
            conditions.allSatisfy { condition in
                guard let index = columns.firstIndex(where: { $0.name == condition.column }) else {
                    return false
                }
                return condition.values.contains { $0.matches(key[index]) }
            }
        }
        let fixed = conditions.filter { $0.values.count == 1 }.map(\.column)
        func name(_ key: [Figure]) -> String {
            let shown = columns.indices.filter { index in
                // The name of a category, which follows its id, says enough.
                let isNamed =
                    columns[index].name.hasSuffix("category_id") && key.indices.contains(index + 1)
                    && key[index + 1] != .none
                return !isNamed && key[index] != .none && !fixed.contains(columns[index].name)
            }
            return shown.map { FoundText.figure(key[$0]) }.joined(separator: " ")
        }
        guard let base else {
            let keys = table.columns.indices.filter { table.columns[$0].isKey }
            let figure = table.columns.firstIndex { $0.name == question.figure && !$0.isKey } ?? 0
            return table.rows.map { row in (key: keys.map { row[$0] }, figure: row[figure]) }
                .filter { isMeant($0.key) }.map { Cell(name: name($0.key), figure: $0.figure) }
        }
        let before = try self.table(of: question, in: base)
        let releases = [try base.overview().release, try facts.overview().release]
        let lineage = CategoryLineage(
            try zip(releases, [base, facts]).map { release, facts in
                let categories = try facts.categories()
                return (release, categories.map { CategoryIdentity(id: $0.categoryID, name: $0.category) })
            })
        let found = FigureSeries(
            question.figure, tables: [before, table], releases: releases, lineage: lineage)
        guard let series = found else {
            throw NoAnswer.unanswered("\(base.ref) has no figure \(question.figure)")
        }
        return series.series.filter { isMeant($0.key) }
            .map { Cell(name: name($0.key), figure: $0.values[1], before: $0.values[0]) }
    }

    /// ` where category = person`.
    private static func text(_ conditions: [StatisticQuestion.Condition], in table: FigureTable) -> String {
        conditions.isEmpty
            ? ""
            : " where "
                + conditions.map { condition in
                    condition.column + " = " + condition.values.map(\.text).joined(separator: " or ")
                }.joined(separator: ", ")
    }

    // MARK: Figures

    private static func sum(_ cells: [Cell]) throws -> Cell {
        func sum(_ figures: [Figure?]) throws -> Figure? {
            var count: Int? = 0
            var measure = 0.0
            for figure in figures {
                guard let figure else { continue }
                guard let number = figure.number else {
                    throw NoAnswer.unanswered("\(FoundText.figure(figure)) cannot be summed")
                }
                measure += number
                if case .count(let whole) = figure { count = count.map { $0 + whole } } else { count = nil }
            }
            return count.map(Figure.count) ?? .measure(measure)
        }
        return Cell(name: "", figure: try sum(cells.map(\.figure)), before: try sum(cells.map(\.before)))
    }

    private func answer(_ cell: Cell, _ question: StatisticQuestion) throws -> Answer {
        guard question.isChange else {
            guard let figure = cell.figure else { throw NoAnswer.unanswered("there is no such row") }
            return Answer(
                try isGood(figure, question.bound), FoundText.figure(figure, near: question.bound),
                number: figure)
        }
        guard let figure = cell.figure else {
            throw NoAnswer.unanswered("the release no longer has such a row")
        }
        guard let before = cell.before else { throw NoAnswer.skipped("the other release has no such row") }
        let text = "\(FoundText.figure(before)) → \(FoundText.figure(figure))"
        if case .count(let new) = figure, case .count(let old) = before {
            guard question.bound.isPercent else {
                return Answer(
                    question.bound.allows(new - old),
                    Self.text(from: old, to: new, near: question.bound), number: .count(new - old))
            }
            guard old > 0 else { throw NoAnswer.unanswered("\(text): that is not a percentage") }
            return Answer(
                question.bound.allows(new - old, of: old),
                Self.text(from: old, to: new, near: question.bound),
                number: .share(Double(new - old) / Double(old)))
        }
        guard let new = figure.number, let old = before.number else {
            throw NoAnswer.unanswered("\(text): that is not a number")
        }
        guard old != 0 || !question.bound.isPercent else {
            throw NoAnswer.unanswered("\(text): that is not a percentage")
        }
        if case .share = figure, !question.bound.isPercent {
            return Answer(question.bound.allows(new - old), text, number: .measure(new - old))
        }
        return Self.answer(text, from: old, to: new, question.bound)
    }

    /// How a measure changed: `81.2 → 79.5 (-1.7, -2.1%)`. The old one is not 0 where the bound is in percent.
    ///
    /// - Parameter shown: the measures before and after.
    static func answer(
        _ shown: String, from old: Double, to new: Double, _ bound: GateBound
    ) -> Answer {
        let change = new - old
        let share = old == 0 ? 0 : change / old.magnitude
        var text = FoundText.difference(change, near: bound)
        if old != 0, change != 0 {
            text += ", " + (share > 0 ? "+" : "") + FoundText.percent(share, near: bound)
        }
        return Answer(
            bound.allows(bound.isPercent ? share : change),
            "\(shown) (\(text))",
            number: bound.isPercent ? .share(share) : .measure(change))
    }

    private func isGood(_ figure: Figure, _ bound: GateBound) throws -> Bool {
        switch figure {
        case .count(let count): return bound.allows(count)
        case .measure(let value), .share(let value): return bound.allows(value)
        case .none: throw NoAnswer.unanswered("the figure is empty: there is nothing to calculate it from")
        case .unknown(let needs): throw NoAnswer.unanswered("unknown: \(needs)")
        case .text, .flag, .json, .list:
            throw NoAnswer.unanswered("\(FoundText.figure(figure)) is not a number")
        }
    }

    private func answer(_ cells: [Cell], _ question: StatisticQuestion) throws -> Answer {
        var good = 0
        var bad: [String] = []
        for cell in cells {
            let answer: Answer
            do {
                answer = try self.answer(cell, question)
            } catch NoAnswer.skipped {
                continue
            } catch NoAnswer.unanswered(let reason) {
                // One row that is there and keeps to the bound is enough.
                if question.rows == .any { continue }
                throw NoAnswer.unanswered("\(cell.name): \(reason)")
            }
            if answer.isGood { good += 1 } else { bad.append("\(cell.name) \(answer.found)") }
        }
        let total = good + bad.count
        guard total > 0 else { throw NoAnswer.unanswered("no row has such a figure") }
        let isGood = question.rows == .all ? bad.isEmpty : good > 0
        let text = "\(FoundText.count(good)) of \(FoundText.count(total, "row"))"
        return Answer(isGood, bad.isEmpty ? text : "\(text); not \(FoundText.list(bad))")
    }
}

extension GateScalar {
    /// Whether a cell is meant: by its text, or by its number.
    fileprivate func matches(_ figure: Figure) -> Bool {
        switch (self, figure) {
        case (.null, .none): true
        case (.text(let text), .text(let cell)), (.text(let text), .json(let cell)): text.isExactly(cell)
        case (.text(let text), .count(let count)): text == "\(count)"
        case (.text(let text), .flag(let flag)): text == "\(flag)"
        case (.text(let text), .measure(let value)): Double(text) == value
        default: false
        }
    }
}
