import ReleaseFormat
import SQLite

/// The frames in the samples' attributes, read sample by sample.
final class FrameAssets {
    private let selection: Selection
    /// Labels of a sample often follow each other.
    private var latest: (sampleID: Int64, frames: SampleFrames)?

    init(_ selection: Selection) {
        self.selection = selection
    }

    /// The sample's frames of a sequence, by number; fewer than the label's where the sample does not say.
    func frames(of sequence: FrameSequence) throws -> [SampleFrames.Frame] {
        let sampleID = try selection.labels()[sequence.label].sampleID
        let name = selection.sensors[sequence.sensor]
        if let latest, latest.sampleID == sampleID { return latest.frames.frames(ofSensor: name) }
        let found = try selection.connection.first(
            """
            SELECT v.attributes
            FROM release_sample AS rs
            JOIN sample_state AS st ON st.id = rs.sample_state_id
            JOIN sample_version AS v ON v.id = st.sample_version_id
            WHERE rs.release_id = ? AND rs.sample_id = ?
            """, Value(selection.releaseID), Value(sampleID)
        ) { row in
            row.withBytes(at: 0) { SampleFrames(attributes: $0) }
        }
        let frames = found ?? SampleFrames(attributes: UnsafeRawBufferPointer(start: nil, count: 0))
        latest = (sampleID, frames)
        return frames.frames(ofSensor: name)
    }
}

/// Where the ego vehicle was at the frames of a selection; frames are asked for in their order.
struct EgoPoses {
    private let frames: [SelectedFrame]
    private let assets: FrameAssets
    private var sequence: FrameSequence?
    private var poses: [SampleFrames.Frame] = []

    init(_ frames: [SelectedFrame], _ assets: FrameAssets) {
        self.frames = frames
        self.assets = assets
    }

    /// The pose at a frame of ``Selection/frames()``; nil where the sample does not say.
    mutating func pose(ofFrame index: Int) throws -> EgoPose? {
        if !(sequence?.frames.contains(index) ?? false) {
            let next = FrameSequence(around: index, in: frames)
            poses = try assets.frames(of: next)
            sequence = next
        }
        let number = Int(frames[index].number)
        return poses.indices.contains(number) ? poses[number].egoPose : nil
    }
}
