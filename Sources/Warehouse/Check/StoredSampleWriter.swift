/// Writes a stored sample as a release file holds it.
///
/// What exports samples: a check writes content once more, reads it as an import does, and compares.
public protocol StoredSampleWriter: Sendable {
    /// Appends the sample's JSON.
    ///
    /// - Throws: an error where what is stored is no JSON.
    func write(_ sample: StoredSample, to bytes: inout [UInt8]) throws
}
