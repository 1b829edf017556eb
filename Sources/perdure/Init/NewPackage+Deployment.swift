import LambdaPackager

extension NewPackage {
    static let template = """
        AWSTemplateFormatVersion: "2010-09-09"
        Transform: AWS::Serverless-2016-10-31
        Description: A function, and a durable one whose executions live in a DynamoDB table.

        Globals:
          Function:
            Runtime: provided.al2023
            Handler: bootstrap
            Architectures: [\(Architecture.current.rawValue)]
            MemorySize: 128
            Timeout: 30
            # Each deployment of new code publishes a version, and moves this name to it.
            AutoPublishAlias: live

        # Each CodeUri is a link to a zip that `perdure package` writes, and can be deployed as it is.
        # `sam build` builds instead, by the target build-NAME of deploy/Makefile.
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Metadata: { BuildMethod: makefile, ProjectRootDirectory: deploy }
            Properties:
              CodeUri: .perdure/Hello

          Orders:
            Type: AWS::Serverless::Function
            Metadata: { BuildMethod: makefile, ProjectRootDirectory: deploy }
            Properties:
              CodeUri: .perdure/Orders
              # A workflow that waits wakes itself through the queue, which Lambda otherwise takes for a runaway loop.
              RecursiveLoop: Allow
              Environment:
                Variables:
                  PERDURE_STORE: !Sub dynamodb://${Executions}
                  PERDURE_WAKE_QUEUE: !Ref WakeUps
                  PERDURE_WAKE_ROLE: !GetAtt WakeUpsSender.Arn
                  PERDURE_WAKE_GROUP: !Ref LongWaits
                  # Executions are forgotten so many days after their end.
                  PERDURE_RETENTION: "90"
              Policies:
                - Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action:
                        - dynamodb:GetItem
                        - dynamodb:BatchGetItem
                        - dynamodb:PutItem
                        - dynamodb:UpdateItem
                        - dynamodb:BatchWriteItem
                        - dynamodb:Query
                      Resource: !GetAtt Executions.Arn
                    - Effect: Allow
                      Action: dynamodb:Query
                      Resource: !Sub ${Executions.Arn}/index/*
                    - Effect: Allow
                      Action: scheduler:CreateSchedule
                      Resource: !Sub arn:${AWS::Partition}:scheduler:${AWS::Region}:${AWS::AccountId}:schedule/*/perdure-*
                    # Whatever is scheduled, it can do nothing but send to the queue.
                    - Effect: Allow
                      Action: iam:PassRole
                      Resource: !GetAtt WakeUpsSender.Arn
                      Condition:
                        StringEquals: { "iam:PassedToService": scheduler.amazonaws.com }
                    - Effect: Allow
                      Action:
                        - sqs:SendMessage
                        - sqs:ReceiveMessage
                        - sqs:DeleteMessage
                        - sqs:GetQueueAttributes
                      Resource: !GetAtt WakeUps.Arn

          # One item for each entry of an execution's log. The first also says what lists show; of it the indexes have the keys,
          # and never an input or a result.
          Executions:
            Type: AWS::DynamoDB::Table
            DeletionPolicy: Retain
            UpdateReplacePolicy: Retain
            Properties:
              BillingMode: PAY_PER_REQUEST
              AttributeDefinitions:
                - { AttributeName: PK, AttributeType: S }
                - { AttributeName: SK, AttributeType: S }
                - { AttributeName: status, AttributeType: S }
                - { AttributeName: started, AttributeType: S }
                - { AttributeName: shard, AttributeType: S }
                - { AttributeName: due, AttributeType: S }
              KeySchema:
                - { AttributeName: PK, KeyType: HASH }
                - { AttributeName: SK, KeyType: RANGE }
              GlobalSecondaryIndexes:
                - IndexName: byStatus
                  KeySchema:
                    - { AttributeName: status, KeyType: HASH }
                    - { AttributeName: started, KeyType: RANGE }
                  Projection:
                    ProjectionType: INCLUDE
                    NonKeyAttributes: [workflow, tags, parent, continues, ended]
                - IndexName: byDue
                  KeySchema:
                    - { AttributeName: shard, KeyType: HASH }
                    - { AttributeName: due, KeyType: RANGE }
                  Projection:
                    ProjectionType: KEYS_ONLY
              TimeToLiveSpecification:
                AttributeName: expires
                Enabled: true
              PointInTimeRecoverySpecification:
                PointInTimeRecoveryEnabled: true
              SSESpecification:
                SSEEnabled: true

          WakeUps:
            Type: AWS::SQS::Queue
            DeletionPolicy: Delete
            UpdateReplacePolicy: Delete
            Properties:
              # Six times the function's timeout, as Lambda asks for.
              VisibilityTimeout: 180
              MessageRetentionPeriod: 1209600
              RedrivePolicy:
                deadLetterTargetArn: !GetAtt LostWakeUps.Arn
                maxReceiveCount: 10

          # Wakes whatever is overdue: wake-ups may get lost, and processes die.
          Sweep:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: rate(5 minutes)
              FlexibleTimeWindow: { Mode: "OFF" }
              Target:
                Arn: !GetAtt WakeUps.Arn
                RoleArn: !GetAtt WakeUpsSender.Arn
                Input: '{"perdure":"sweep"}'

          # Wake-ups after more than the 15 minutes that a queue can delay them; each is gone once it has been sent.
          LongWaits:
            Type: AWS::Scheduler::ScheduleGroup
            Properties:
              Name: !Sub ${AWS::StackName}-waits

          # What EventBridge Scheduler takes on to send wake-ups to the queue.
          WakeUpsSender:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement:
                  - Effect: Allow
                    Principal: { Service: scheduler.amazonaws.com }
                    Action: sts:AssumeRole
                    Condition:
                      StringEquals: { "aws:SourceAccount": !Ref AWS::AccountId }
              Policies:
                - PolicyName: send
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: sqs:SendMessage
                        Resource: !GetAtt WakeUps.Arn

          # Wake-ups that failed again and again: something here wants a look.
          LostWakeUps:
            Type: AWS::SQS::Queue
            DeletionPolicy: Delete
            UpdateReplacePolicy: Delete
            Properties:
              MessageRetentionPeriod: 1209600

          # Not an event of the function: SAM would then let it read every queue of the account.
          WakeOrders:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt WakeUps.Arn
              FunctionName: !Ref Orders.Alias
              BatchSize: 1

        Outputs:
          HelloFunction:
            Value: !Ref Hello
          OrdersFunction:
            Value: !Ref Orders
          ExecutionsTable:
            Value: !Ref Executions
          WakeUpsQueue:
            Value: !Ref WakeUps

        """

    static let makefile = """
        # What `sam build` runs for each function of template.yaml: build-NAME puts what is in the function's zip into the folder
        # ARTIFACTS_DIR. SAM copies this folder before it does, and no other, since it is the template's ProjectRootDirectory.
        # No container is needed; PERDURE names another perdure than the one on the path.

        root := $(abspath $(dir $(lastword $(MAKEFILE_LIST)))/..)
        PERDURE ?= perdure

        build-%:
        \tcd "$(root)" && "$(PERDURE)" package $* && unzip -qo .perdure/$*.zip -d "$(ARTIFACTS_DIR)"

        """
}
