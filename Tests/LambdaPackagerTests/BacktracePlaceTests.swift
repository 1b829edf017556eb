import Testing

@testable import LambdaPackager

struct BacktracePlaceTests {
    @Test(
        arguments: [
            ("perdure: frame 2 0x4f1a bootstrap 9ab3c0", "perdure: frame 2 <4f1a 9ab3c0>"),
            (
                "2026-11-21T16:10:00Z perdure: awaiting 0 0x1 a.out -",
                "2026-11-21T16:10:00Z perdure: awaiting 0 <1 ->"
            ),
            (#"["frame 0 0x1 f ab","frame 1 0x2 f ab"]"#, #"["frame 0 <1 ab>","frame 1 <2 ab>"]"#),
            ("frame 0 0x40 ? -", "frame 0 0x40 ? -"),
            ("frame 0 0x11111111111111111 f ab", "frame 0 0x11111111111111111 f ab"),
            ("a picture frame 3 metres wide", "a picture frame 3 metres wide"),
            ("", ""),
        ]
    )
    func `A place is found wherever it stands, and nothing else is touched`(
        text: String,
        named: String
    ) {
        let result = BacktracePlace.replace(in: text) { place in
            "<\(String(place.address, radix: 16)) \(place.buildID?.description ?? "-")>"
        }
        #expect(result == named)
    }
}
