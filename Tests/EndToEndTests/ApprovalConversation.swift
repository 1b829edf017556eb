import JSONCoding
import Testing

/// What is said to the API in front of approvals, and what it must answer, wherever it runs.
struct ApprovalConversation {
    /// Sends a request to the API.
    let call:
        (_ method: String, _ path: String, _ body: String?) async throws -> (status: Int, JSON)

    func takePlace() async throws {
        let path = "/approvals/plan-\(UInt32.random(in: .min ... .max))"
        #expect(try await call("GET", path, nil).status == 404)
        #expect(try await call("PUT", path, "[]").status == 400)
        #expect(try await call("PUT", "/approvals/a%20b", #"{"title":"Plan"}"#).status == 400)
        let document = #"{"title":"Plan","author":"Ada","recipients":["Bob"]}"#
        #expect(try await call("PUT", path, document).status == 202)
        #expect(try await call("PUT", path, document).status == 202)
        let other = #"{"title":"Another","author":"Ada","recipients":[]}"#
        #expect(try await call("PUT", path, other).status == 409)

        let pending = try await approval(path) { $0["status"]?.string == "PENDING" }
        #expect(pending["document"]?["title"]?.string == "Plan")
        #expect(pending["expires"]?.string != nil)
        let waiting = try await call("GET", "/approvals", nil).1.array ?? []
        #expect(waiting.contains { $0["name"] == pending["name"] })

        #expect(try await call("POST", path + "/decision", #"{"approved":1}"#).status == 400)
        let decision = #"{"approved":false,"by":"Grace","comments":"too dear"}"#
        #expect(try await call("POST", "/approvals/none/decision", decision).status == 404)
        #expect(try await call("POST", path + "/decision", decision).status == 204)
        #expect(try await call("POST", path + "/decision", decision).status == 409)

        let ended = try await approval(path) { $0["status"]?.string == "SUCCEEDED" }
        #expect(ended["outcome"]?["status"]?.string == "rejected by Grace")
        #expect(ended["outcome"]?["comments"]?.string == "too dear")
    }

    /// Asks until it stands as expected; the time limit is the test's own.
    private func approval(
        _ path: String,
        until isExpected: (JSON) -> Bool
    ) async throws -> JSON {
        while true {
            let approval = try await call("GET", path, nil).1
            if isExpected(approval) { return approval }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}
