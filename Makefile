.PHONY: run test bench package lint format

# Shows a durable function start, wait without a process, take an answer and finish.
run:
	@deploy/run

bench:
	@deploy/setup test
	@Benchmarks/run

# The samples, each a static executable in a zip under .perdure.
package:
	@deploy/setup test
	@swift build --product perdure
	@.build/debug/perdure package Echo EchoJSON Approvals

# Everything a change can break. Sets up what the machine lacks.
test: package
	@echo "building"; swift build --build-tests
	@echo "testing"; swift test --skip-build

lint:
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests samples

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests samples
