import ReleaseFormat

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
