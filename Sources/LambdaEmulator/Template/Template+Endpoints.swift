extension Template {
    /// The APIs and function URLs, in the order in which functions name them.
    static func endpoints(
        of functions: [(definition: FunctionDefinition, properties: TemplateValue)],
        _ template: TemplateValue,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) -> [HTTPEndpoint] {
        var apis: [(id: String, type: APIType, routes: [HTTPRoute])] = []
        var endpoints: [HTTPEndpoint] = []
        for (function, properties) in functions {
            if let url = properties["FunctionUrlConfig"] {
                endpoints.append(HTTPEndpoint(urlOf: function, url, &resolver))
            }
            for event in properties["Events"]?.entries ?? [] {
                guard let type = event.value["Type"]?.text.flatMap(APIType.init) else { continue }
                let place = "\(function.logicalID).\(event.key)"
                let properties = event.value["Properties"] ?? .map([])
                guard let id = type.api(of: properties) else {
                    resolver.notes.append("\(place) is left out, its API is not in this template")
                    continue
                }
                let route: HTTPRoute
                do throws(TemplateError) {
                    route = try HTTPRoute(to: function, properties, type, &resolver)
                } catch {
                    throw error.in(place)
                }
                if let known = apis.firstIndex(where: { $0.id == id }) {
                    apis[known].routes.append(route)
                } else {
                    apis.append((id, type, [route]))
                }
            }
        }
        for api in apis {
            let resource = template["Resources"]?[api.id]?["Properties"] ?? .map([])
            let properties = resource.merged(over: template["Globals"]?[api.type.globals])
            endpoints.append(HTTPEndpoint(api.id, api.type, api.routes, properties, &resolver))
        }
        return endpoints
    }
}

/// The types of events that are requests to an API.
private enum APIType: String {
    case http = "HttpApi"
    case rest = "Api"

    var globals: String { rawValue }

    /// The name of the API: of the one that SAM makes, or of the one the event refers to.
    func api(of properties: TemplateValue) -> String? {
        switch properties[self == .http ? "ApiId" : "RestApiId"] {
        case nil: self == .http ? "ServerlessHttpApi" : "ServerlessRestApi"
        case .call("Ref", let name): name.text
        default: nil
        }
    }
}

extension HTTPRoute {
    fileprivate init(
        to function: FunctionDefinition,
        _ properties: TemplateValue,
        _ type: APIType,
        _ resolver: inout TemplateResolver
    ) throws(TemplateError) {
        let path = properties["Path"].flatMap { resolver.text($0) }
        let method = properties["Method"].flatMap { resolver.text($0) }?.uppercased()
        guard type == .http || (path != nil && method != nil) else {
            throw TemplateError("an event of type Api has a Path and a Method")
        }
        if let path, path != "$default", !path.hasPrefix("/") {
            throw TemplateError("Path is \(path); give one that begins with a slash")
        }
        let version = properties["PayloadFormatVersion"].flatMap { resolver.text($0) }
        self.init(
            method: ["ANY", "*", "X-AMAZON-APIGATEWAY-ANY-METHOD"].contains(method) ? nil : method,
            path: path == "$default" ? nil : path.map(RoutePath.init),
            function: function.name,
            format: type == .rest || version == "1.0" ? .v1 : .v2
        )
    }
}

extension HTTPEndpoint {
    fileprivate init(
        urlOf function: FunctionDefinition,
        _ properties: TemplateValue,
        _ resolver: inout TemplateResolver
    ) {
        let id = "\(function.logicalID)Url"
        if properties["AuthType"].flatMap({ resolver.text($0) }) == "AWS_IAM" {
            resolver.notes.append("\(id): signatures are not checked here, AuthType is AWS_IAM")
        }
        let mode = properties["InvokeMode"].flatMap { resolver.text($0) }
        self.init(
            logicalID: id,
            kind: .functionURL(isStreamed: mode == "RESPONSE_STREAM"),
            routes: [HTTPRoute(method: nil, path: nil, function: function.name, format: .v2)],
            cors: properties["Cors"].map { CORSPolicy($0, &resolver) }
        )
    }

    fileprivate init(
        _ id: String,
        _ type: APIType,
        _ routes: [HTTPRoute],
        _ properties: TemplateValue,
        _ resolver: inout TemplateResolver
    ) {
        if properties["Auth"] != nil {
            resolver.notes.append("\(id): authorizers are not run here, every caller is let in")
        }
        if properties["DefinitionBody"] != nil || properties["DefinitionUri"] != nil {
            resolver.notes.append("\(id): only the routes of functions' events are served")
        }
        let stage = properties["StageName"].flatMap { resolver.text($0) }
        let binary = properties["BinaryMediaTypes"].map { resolver.texts($0) } ?? []
        let cors = properties[type == .http ? "CorsConfiguration" : "Cors"]
        self.init(
            logicalID: id,
            kind: type == .http ? .httpAPI : .restAPI(binaryMediaTypes: binary),
            stage: stage ?? (type == .http ? "$default" : "Prod"),
            routes: routes,
            cors: cors.map { CORSPolicy($0, &resolver) }
        )
    }
}

extension CORSPolicy {
    /// Reads the forms of all three kinds of endpoints; `true` or a text name the origins alone.
    fileprivate init(_ value: TemplateValue, _ resolver: inout TemplateResolver) {
        guard case .map = value else {
            let text = resolver.texts(value)
            let isOn = text.map { $0.lowercased() } == ["true"]
            self.init(origins: isOn ? ["*"] : text, methods: ["*"], headers: ["*"])
            return
        }
        func list(_ keys: String...) -> [String] {
            keys.lazy.compactMap { value[$0] }.first.map { resolver.texts($0) } ?? []
        }
        self.init(
            origins: list("AllowOrigins", "AllowOrigin"),
            methods: list("AllowMethods"),
            headers: list("AllowHeaders"),
            exposed: list("ExposeHeaders"),
            maxAge: list("MaxAge").first.flatMap(Int.init),
            allowsCredentials: list("AllowCredentials").first?.lowercased() == "true"
        )
    }
}

extension TemplateResolver {
    /// A list, or a text with commas, whose items may stand in quotes of their own.
    fileprivate func texts(_ value: TemplateValue) -> [String] {
        let items = value.list.isEmpty ? [value] : value.list
        return items.compactMap { text($0) }.flatMap { item in
            item.split(separator: ",").map { part in
                String(part.filter { $0 != "'" && $0 != " " })
            }
        }
    }
}
