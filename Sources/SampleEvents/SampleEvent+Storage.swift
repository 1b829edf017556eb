extension SampleEvent {
    static let s3 = [
        SampleEvent(
            service: "s3",
            name: "put",
            summary: "an object was uploaded",
            json: s3Event(
                "ObjectCreated:Put",
                object: """
                    "key": "photos/caf%C3%A9+table.jpg",
                    "size": 482113,
                    "eTag": "d41d8cd98f00b204e9800998ecf8427e",
                    "versionId": "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                    "sequencer": "0067D3F1A27B4C91D2"
                    """
            )
        ),
        SampleEvent(
            service: "s3",
            name: "delete",
            summary: "an object was removed",
            json: s3Event(
                "ObjectRemoved:Delete",
                object: """
                    "key": "photos/caf%C3%A9+table.jpg",
                    "sequencer": "0067D3F1A27B4C91D3"
                    """
            )
        ),
        SampleEvent(
            service: "s3",
            name: "restore",
            summary: "a copy of an archived object is there",
            json: s3Event(
                "ObjectRestore:Completed",
                object: """
                    "key": "archive/2019.tar",
                    "size": 73400320,
                    "eTag": "9b2cf535f27731c974343645a3985328",
                    "sequencer": "0067D3F1A27B4C91D4"
                    """,
                more: """
                    ,
                    "glacierEventData": {
                      "restoreEventData": {
                        "lifecycleRestorationExpiryTime": "2026-03-21T00:00:00.000Z",
                        "lifecycleRestoreStorageClass": "DEEP_ARCHIVE"
                      }
                    }
                    """
            )
        ),
    ]

    private static func s3Event(_ name: String, object: String, more: String = "") -> String {
        """
        {
          "Records": [
            {
              "eventVersion": "2.1",
              "eventSource": "aws:s3",
              "awsRegion": "eu-central-1",
              "eventTime": "2026-03-14T09:07:06.123Z",
              "eventName": "\(name)",
              "userIdentity": { "principalId": "AWS:AIDACKCEVSQ6C2EXAMPLE" },
              "requestParameters": { "sourceIPAddress": "203.0.113.7" },
              "responseElements": {
                "x-amz-request-id": "C3D13FE58DE4C810",
                "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD"
              },
              "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "thumbnails",
                "bucket": {
                  "name": "example-photos",
                  "ownerIdentity": { "principalId": "A3NL1KOZZKExample" },
                  "arn": "arn:aws:s3:::example-photos"
                },
                "object": {
        \(object.indented(by: 10))
                }
              }\(more.indented(by: 6).drop { $0 == " " })
            }
          ]
        }
        """
    }
}

extension String {
    fileprivate func indented(by count: Int) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : String(repeating: " ", count: count) + $0 }
            .joined(separator: "\n")
    }
}
