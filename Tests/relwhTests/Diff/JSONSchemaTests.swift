import ReleaseFormat
import Testing

/// The validator that other tests rely on does find what is wrong.
@Suite struct JSONSchemaTests {
    private let schema: JSONSchema

    init() throws {
        schema = JSONSchema(
            root: try JSONValue(
                text: #"""
                    {"type":"object","required":["a"],"additionalProperties":false,"properties":{
                    "a":{"type":["integer","null"],"minimum":0},"b":{"enum":["x",null]},"c":{"type":"array","items":
                    {"$ref":"#/$defs/d"}}},"$defs":{"d":{"const":1}}}
                    """#))
    }

    @Test(arguments: [#"{"a":1}"#, #"{"a":null,"b":null,"c":[1,1]}"#, #"{"a":1.0,"b":"x","c":[]}"#])
    func `what is valid has no findings`(text: String) throws {
        #expect(schema.findings(in: try JSONValue(text: text)) == [])
    }

    @Test(arguments: [
        ("[]", "$ is [], no object"), ("{}", "$ has no a"), (#"{"a":-1}"#, "$.a is -1, beyond 0"),
        (#"{"a":1.5}"#, "$.a is 1.5, no integer or null"), (#"{"a":1,"z":1}"#, "$ has an unknown z"),
        (#"{"a":1,"b":"y"}"#, #"$.b is "y", none of ["x",null]"#), (#"{"a":1,"c":[1,2]}"#, "$.c[1] is not 1"),
    ])
    func `what is not valid has one`(text: String, finding: String) throws {
        #expect(schema.findings(in: try JSONValue(text: text)) == [finding])
    }

    @Test func `a keyword that is not understood is a finding`() throws {
        let schema = JSONSchema(root: try JSONValue(text: #"{"pattern":"x"}"#))
        #expect(schema.findings(in: .null) == ["unknown keyword pattern"])
    }
}
