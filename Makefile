# The commands of the project; each says what it does and how long it took.

SAMPLES = Echo EchoJSON Shop Receipts Streaming Approvals ApprovalDesk
# Functions that only tests invoke.
PROBES = RuntimeProbe CrashingBootstrap NetworkProbe

.PHONY: run test soak package lint format bench

# Try it: builds, starts the local service, and takes a document through an approval.
run:
	@deploy/setup run
	@deploy/run

# Everything a change can break. Sets up what the machine lacks.
test:
	@deploy/setup test
	@deploy/step "building" swift build --build-tests
	@deploy/step "packaging the samples" .build/debug/perdure package $(SAMPLES) $(PROBES)
	@deploy/step "packaging with shared libraries" .build/debug/perdure package NetworkProbe \
	    --linking bundled --output .perdure/bundled
	@deploy/step "testing" deploy/test
	@deploy/step "testing with traits" swift test --package-path Tests/Observability

# What takes too long for every change: the same zips from two folders, an older distribution, the runtime client under
# the thread sanitizer, a million schedules of the durable core from seeds that were never tried and a tenth of that over
# the DynamoDB layout, processes killed 1,000 times, and many invocations.
soak:
	@deploy/setup test
	@deploy/step "building the packager" swift build --product perdure
	@deploy/step "packaging in two folders" deploy/reproduce EchoJSON Approvals
	@deploy/step "packaging the samples" .build/debug/perdure package --all
	@deploy/step "packaging with shared libraries" .build/debug/perdure package EchoJSON \
	    --linking bundled --output .perdure/bundled
	@deploy/step "running on an older distribution" deploy/old-distribution .perdure/*.zip .perdure/bundled/*.zip
	@deploy/step "looking for data races" deploy/sanitize-threads
	@deploy/step "simulating a million schedules" deploy/simulate 1000000 "$$(date +%s)00000"
	@deploy/step "simulating DynamoDB" deploy/simulate 100000 "$$(date +%s)00000" dynamodb
	@deploy/step "killing a process 1,000 times" env KILLS=1000 swift test --filter KilledProcessTests
	@deploy/step "looking for leaks" Benchmarks/soak

# The samples' zips in .perdure, ready for sam deploy.
package:
	@deploy/setup test
	@deploy/step "building the packager" swift build --product perdure
	@deploy/step "packaging the samples" .build/debug/perdure package --all

lint:
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests samples Benchmarks

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests samples Benchmarks

# The samples beside a raw-socket floor, our AWS calls beside boto3's, our emulator beside AWS's local runner.
bench:
	@deploy/setup test
	@deploy/step "measuring time" Benchmarks/run
	@deploy/step "measuring AWS calls" Benchmarks/aws
	@deploy/step "building the durable core" swift build -c release --product DurableBenchmark
	@deploy/step "measuring the durable core" swift run -c release --skip-build DurableBenchmark
	@deploy/step "counting write units" swift run WriteUnits
	@deploy/step "measuring a durable function" Benchmarks/durable-lambda
