.PHONY: test lint format

# Everything a change can break. Sets up what the machine lacks.
test:
	@deploy/setup test
	@echo "building"; swift build --build-tests
	@echo "testing"; swift test --skip-build

lint:
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests
