import AWSClient
import TestServices

@testable import AWSDeployment

private let key = "a/b c/é+%/../x"

let storagePairs = [
    WirePair(
        S3.CreateBucket(bucket: "bucket", region: .first),
        "s3",
        "create_bucket",
        ["Bucket": "bucket"]
    ),
    WirePair(
        S3.PutObject(
            bucket: "bucket",
            key: key,
            body: Array("é".utf8),
            contentType: "text/plain",
            metadata: ["a": "b"],
            onlyIfNew: true
        ),
        "s3",
        "put_object",
        [
            "Bucket": "bucket", "Key": .string(key), "Body": ["bytes": "é"],
            "ContentType": "text/plain", "Metadata": ["a": "b"], "IfNoneMatch": "*",
        ]
    ),
    WirePair(
        S3.GetObject(bucket: "bucket", key: key),
        "s3",
        "get_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.HeadObject(bucket: "bucket", key: key),
        "s3",
        "head_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.DeleteObject(bucket: "bucket", key: key),
        "s3",
        "delete_object",
        ["Bucket": "bucket", "Key": .string(key)]
    ),
    WirePair(
        S3.CreateMultipartUpload(bucket: "bucket", key: "k"),
        "s3",
        "create_multipart_upload",
        ["Bucket": "bucket", "Key": "k", "ContentType": "application/octet-stream"]
    ),
    WirePair(
        S3.UploadPart(bucket: "bucket", key: "k", uploadID: "u/+", number: 2, body: [97]),
        "s3",
        "upload_part",
        [
            "Bucket": "bucket", "Key": "k", "UploadId": "u/+", "PartNumber": .number(2),
            "Body": ["bytes": "a"],
        ]
    ),
    WirePair(
        S3.CompleteMultipartUpload(
            bucket: "bucket",
            key: "k",
            uploadID: "u",
            parts: [.init(number: 2, entityTag: "\"y\""), .init(number: 1, entityTag: "\"x\"")]
        ),
        "s3",
        "complete_multipart_upload",
        [
            "Bucket": "bucket", "Key": "k", "UploadId": "u",
            "MultipartUpload": [
                "Parts": [
                    ["ETag": "\"x\"", "PartNumber": .number(1)],
                    ["ETag": "\"y\"", "PartNumber": .number(2)],
                ]
            ],
        ]
    ),
    WirePair(
        S3.AbortMultipartUpload(bucket: "bucket", key: "k", uploadID: "u"),
        "s3",
        "abort_multipart_upload",
        ["Bucket": "bucket", "Key": "k", "UploadId": "u"]
    ),
]
