import AWSClient
import DurableExecution
import DurableLambda
import HTTPTransport
import SimulatedDynamoDB

/// An invocation's connection to DynamoDB, across the network.
struct ServiceConnection: HTTPSending {
    let service: SimulatedDynamoDB
    let world: World
    let invocation: Int
    let irregularities: Irregularities
    let mutation: DynamoDBMutation?
    let lists: ListWitness

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        do {
            return try await world.network.call { answer(request) }
        } catch let failure as NetworkFailure {
            guard failure.mayHaveHadEffect else { throw .cannotConnect(origin, reason: "weather") }
            throw .timedOut(mayHaveBeenSent: true)
        } catch {
            throw .cancelled
        }
    }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        guard let mutation else { return perform(request) }
        return mutation.answer(request, by: perform)
    }

    private func perform(_ request: HTTPRequest) -> HTTPResponse {
        service.answer(request, irregularities, telling: note)
    }

    /// The witness stands beside the table.
    private func note(_ write: SimulatedDynamoDB.Write) {
        switch write {
        case .put(let item): note(item)
        case .update(let item):
            lists.show(item.execution, at: item["shown"]?.integer ?? 0, in: world)
        }
    }

    private func note(_ item: DynamoDB.Item) {
        guard let sequence = ExecutionsTable.sequence(of: item) else { return }
        let execution = item.execution
        let pieces = item["nonce"]?.string.map {
            let prefix = ExecutionsTable.piecePrefix(of: $0)
            return service.items(in: DynamoDBStorage.name, execution.rawValue, from: prefix)
        }
        do {
            let entry = try DynamoDBLog.entry(in: item, pieces ?? [])
            world.wrote(entry, at: sequence, of: execution, by: invocation)
            if entry.isFromOutside { lists.look(at: execution, in: world) }
        } catch {
            world.witness.violated("\(execution.rawValue)#\(sequence) cannot be read: \(error)")
        }
    }
}

extension DynamoDB.Item {
    fileprivate var execution: ExecutionID { ExecutionID(rawValue: self["PK"]?.string ?? "") }
}

/// A connection on which nothing goes wrong but what is broken.
struct DirectConnection: HTTPSending {
    let service: SimulatedDynamoDB
    let mutation: DynamoDBMutation?

    func send(
        _ request: HTTPRequest,
        to origin: Origin,
        timeout: Duration,
        isIdempotent: Bool
    ) async throws(HTTPError) -> HTTPResponse {
        guard let mutation else { return service.answer(request) }
        return mutation.answer(request) { service.answer($0) }
    }
}
