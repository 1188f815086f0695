import ReleaseFormat
import SQLite

/// A time stamp that is a number, of a unit yet to be known.
enum TimeStamp: Equatable {
    /// Nanoseconds since 1970 have 19 digits: too many for a double.
    case whole(Int64)
    case real(Double)

    /// A number, or a text that is one; nil of anything else, and of what is not finite.
    init?(_ value: JSONValue) {
        if let whole = value.integer {
            self = .whole(whole)
        } else if let text = value.string {
            self.init(text)
        } else if let real = value.real, real.isFinite {
            self = .real(real)
        } else {
            return nil
        }
    }

    /// A column of any type.
    init?(in row: borrowing Row, at column: Int) {
        switch row.type(at: column) {
        case .integer: self = .whole(row.int64(at: column))
        case .real:
            let real = row.double(at: column)
            guard real.isFinite else { return nil }
            self = .real(real)
        case .text: self.init(row.text(column))
        case .null, .blob: return nil
        }
    }

    /// A decimal number, as in `00012` or `1.7e9`; nil for words such as `nan`.
    init?(_ text: String) {
        let isPlain = text.utf8.allSatisfy {
            0x30...0x39 ~= $0 || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
        }
        guard isPlain else { return nil }
        if let whole = Int64(text) {
            self = .whole(whole)
        } else if let real = Double(text), real.isFinite {
            self = .real(real)
        } else {
            return nil
        }
    }

    private var double: Double {
        switch self {
        case .whole(let whole): Double(whole)
        case .real(let real): real
        }
    }

    /// What this time since 1970 must count, by its size: that of times since 1973; nil for a smaller number, which
    /// may count anything.
    var likelyUnit: TimeUnit? {
        switch double.magnitude {
        case 1e17...: .nanoseconds
        case 1e14...: .microseconds
        case 1e11...: .milliseconds
        case 1e8...: .seconds
        default: nil
        }
    }

    /// The seconds from another time stamp to this one; whole ones are subtracted exactly.
    func seconds(since other: TimeStamp, _ unit: TimeUnit) -> Double {
        if case .whole(let end) = self, case .whole(let start) = other {
            let (difference, overflow) = end.subtractingReportingOverflow(start)
            if !overflow { return Double(difference) / unit.perSecond }
        }
        return (double - other.double) / unit.perSecond
    }
}

/// What numbers in time stamps count.
public enum TimeUnit: String, Sendable, Hashable, CaseIterable {
    case seconds = "s"
    case milliseconds = "ms"
    case microseconds = "us"
    case nanoseconds = "ns"

    var perSecond: Double {
        switch self {
        case .seconds: 1
        case .milliseconds: 1e3
        case .microseconds: 1e6
        case .nanoseconds: 1e9
        }
    }
}
