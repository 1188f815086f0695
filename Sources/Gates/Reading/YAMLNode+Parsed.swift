import YAML

extension YAMLNode {
    /// Reads a text, with what is wrong with it in this room's own error.
    static func parsed(_ bytes: [UInt8]) throws(PlacedError) -> YAMLNode {
        do {
            return try YAMLNode(parsing: bytes)
        } catch let error as YAMLError {
            throw PlacedError(error.message, at: TextPlace(error.place))
        } catch {
            throw PlacedError("\(error)", at: TextPlace(line: 1, column: 1))
        }
    }
}
