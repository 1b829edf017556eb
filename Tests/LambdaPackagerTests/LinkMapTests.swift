import Testing

@testable import LambdaPackager

struct LinkMapTests {
    private func map(_ exceptions: String) -> LinkMap {
        let text = """
                         VMA              LMA     Size Align Out     In      Symbol
                      200270           200270      100     4 .text
                      200270           200270       20     4         /build/Echo.build/Echo.swift.o:(.text)
                      200270           200270       20     1                 main
                      200290           200290       40     4         /lib/libc.a(read.o):(.text)
                      2002d0           2002d0       60     4         /lib/libc.a(write.o):(.text)
                      200330           200330       10     4         /lib/crt1.o:(.text)
                      200340           200340        8     4 .gcc_except_table
                      200340           200340        8     4         \(exceptions):(.gcc_except_table)
                      200350           200350      999     4 .eh_frame
                      200350           200350      999     4         /lib/libc.a(read.o):(.eh_frame)
                           0                0      777     1 .debug_info
                           0                0      777     1         /build/Echo.build/Echo.swift.o:(.debug_info)
            """
        return LinkMap(Array(text.utf8))
    }

    @Test func `sizes are summed up by where things come from, without debug information`() {
        let sizes = map("/lib/libstdc++.a(x.o)").sizes.map { "\($0.owner.name) \($0.size)" }
        #expect(sizes == ["libc.a 160", "Echo 32", "linker 16", "libstdc++.a 8"])
    }

    @Test(arguments: [
        ("/lib/libstdc++.a(eh.o)", false), ("/lib/libc.a(read.o)", false),
        ("/build/CppParser.build/parser.cpp.o", true), ("/lib/libthrows.a(a.o)", true),
    ])
    func `exceptions matter where somebody else's code could catch them`(
        object: String,
        matters: Bool
    ) {
        #expect(map(object).catchesExceptions == matters)
    }

    @Test(arguments: ["", "\n\n", "200270", "x y z 4 .text", "                    \u{1}"])
    func `a text that is no map is an empty one`(text: String) {
        #expect(LinkMap(Array(text.utf8)).pieces == [])
    }
}
