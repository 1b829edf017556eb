import HTTPTransport

/// The streamed answer to one invocation.
///
/// | state      | head or piece      | finish                | error                          |
/// |------------|--------------------|-----------------------|--------------------------------|
/// | `unopened` | opens, then sends  | opens, sends the end  | an error, as of any handler    |
/// | `open`     | sends              | sends the end         | sends the end with the error   |
/// | `ended`    | throws             | nothing               | goes into the log only         |
struct ResponseStream: ~Copyable {
    private enum State: ~Copyable {
        case unopened
        case open(HTTPUpload)
        case ended
    }

    enum Failure: Equatable {
        /// Nothing was sent, so the error can be told instead of an answer.
        case answerWithError
        case toldInTrailers(LoopPolicy.Outcome)
        case tooLate
    }

    let answered: RuntimeRequest.Answered
    private let contentType: String
    private var state = State.unopened

    init(answering answered: RuntimeRequest.Answered, contentType: String) {
        self.answered = answered
        self.contentType = contentType
    }

    mutating func writeHead(
        _ head: ResponseHead,
        over connection: inout HTTPConnection
    ) throws(ResponseWriterError) {
        guard isUnopened else { throw .bodyHasBegun }
        try open(ResponseHead.contentType, over: &connection)
        try write(head.prelude, over: &connection)
    }

    mutating func write(
        _ bytes: [UInt8],
        over connection: inout HTTPConnection
    ) throws(ResponseWriterError) {
        if isUnopened { try open(contentType, over: &connection) }
        guard var upload = takeUpload() else { throw .finished }
        do throws(HTTPError) {
            try upload.write(bytes)
        } catch {
            throw .refused("\(error)")
        }
        guard upload.wasAnsweredEarly else {
            state = .open(upload)
            return
        }
        throw .refused("Lambda did not wait for the end of the answer.")
    }

    /// Nil where the answer had ended already.
    mutating func finish(
        trailers: HTTPFields = [:],
        over connection: inout HTTPConnection
    ) throws(ResponseWriterError) -> LoopPolicy.Outcome? {
        if isUnopened { try open(contentType, over: &connection) }
        guard let upload = takeUpload() else { return nil }
        do throws(HTTPError) {
            return .success(try connection.finish(upload, trailers: trailers))
        } catch {
            return .failure(error)
        }
    }

    /// Says how the caller learns of the handler's error; told in trailers, it is told already.
    mutating func fail(
        with report: ErrorReport,
        over connection: inout HTTPConnection
    ) -> Failure {
        if isUnopened { return .answerWithError }
        // An open answer need not be opened, which is all that throws.
        guard let outcome = try? finish(trailers: report.trailers, over: &connection) else {
            return .tooLate
        }
        return .toldInTrailers(outcome)
    }

    private var isUnopened: Bool {
        switch state {
        case .unopened: true
        case .open: false
        case .ended: false
        }
    }

    private mutating func open(
        _ contentType: String,
        over connection: inout HTTPConnection
    ) throws(ResponseWriterError) {
        let request = RuntimeRequest.responseStream(answered, contentType: contentType)
        do throws(HTTPError) {
            state = .open(try connection.beginUpload(request.httpRequest))
        } catch {
            state = .ended
            throw .refused("\(error)")
        }
    }

    private mutating func takeUpload() -> HTTPUpload? {
        var taken = State.ended
        swap(&state, &taken)
        return switch consume taken {
        case .open(let upload): upload
        case .unopened: nil
        case .ended: nil
        }
    }
}
