ROOT := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
RID := linux-$(if $(filter aarch64 arm64,$(shell uname -m)),arm64,x64)
EXE := $(ROOT)/src/CeremonyTui/CeremonyTui.csproj
# Restored once, with the settings in the project file: an option given to one publish only would rewrite the lock file.
RESTORE := dotnet restore $(EXE) -v quiet
TOLD := quiet
# Analyzers take half of a build, and tell only those who change the program.
ANALYZED := true
PUBLISH = dotnet publish $(EXE) --no-restore -c Release -r $(RID) --nologo -v $(TOLD) -p:RunAnalyzers=$(ANALYZED)
SCRIPT := $(ROOT)/ceremony-scripts/nexus-cm-bootstrap/script.yaml

# What the program ends with when people leave it.
LEFT := 1

export DOTNET_CLI_TELEMETRY_OPTOUT = 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help build native test test-tokens forge mutate sweep kill-sweep walk run bench accept analyze format clean

help: ## says this
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(ROOT)/Makefile

# The launcher finds the runtime where `dotnet` is, wherever that was installed to.
build: ## leaves the program at artifacts/ceremony
	@rm -rf $(ROOT)/artifacts/lib
	@$(RESTORE)
	@$(PUBLISH) --self-contained false -p:PublishAot=false -o $(ROOT)/artifacts/lib
	@install -m 755 $(ROOT)/src/CeremonyTui/launcher.sh $(ROOT)/artifacts/ceremony

native: ## leaves the program, compiled ahead of time, at artifacts/native/ceremony
	@rm -rf $(ROOT)/artifacts/native
	@$(RESTORE)
	@$(PUBLISH) -o $(ROOT)/artifacts/native

test: ## builds both programs and runs every test
	@$(ROOT)/tests/run.sh

test-tokens: ## holds ceremonies on every PKCS#11 module that Debian has: SoftHSM2, p11-kit's remoting, opencryptoki, a TPM in software, NSS
	@$(ROOT)/.ci/install tokens
	@CEREMONY_TOKENS=full dotnet run --project $(ROOT)/tests/Ceremony.Engine.Tests -c Release -- --show-live-output on --filter-class '*ConformanceTests' '*QuirkStoriesTests' '*BlankTokenStoriesTests'

# The records that the tests judge are written down once; then each condition of FOLDER is changed and tried. Hours for everything, minutes for one folder.
mutate: ## changes conditions of the verifier and of confirmation, or of FOLDER=src/..., and tells which no test notices
	@cd $(ROOT) && for project in Verify.Tests Forgery.Tests Engine.Tests Mutation; do dotnet build tests/Ceremony.$$project -c Release --nologo -v quiet || exit 1; done
	@dotnet $(ROOT)/tests/Ceremony.Mutation/bin/Release/net10.0/Ceremony.Mutation.dll mutate $(FOLDER) $(if $(EVERY),--every $(EVERY)) $(if $(AGAIN),--again)

sweep: ## stops the bootstrap at every place there is, holds a thousand drawn scripts, has devices be wrong at each call, has one thing after another be wrong for the servers, holds the bootstrap by every path; takes an hour or two
	@$(ROOT)/.ci/install
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile native
	@CEREMONY_SWEEP=full dotnet run --project $(ROOT)/tests/Ceremony.Engine.Tests -c Release -- --show-live-output on
	@CEREMONY_SWEEP=full dotnet run --project $(ROOT)/tests/CeremonyTui.Tests -c Release -- --filter-class '*FaultyDeviceTests' '*WrongVariantsTests' '*PathTests' '*TamperTests'

# Every write and every fsync, one after the other: the better part of an hour.
kill-sweep: ## kills rehearsals at each of their writes and resumes them
	@$(ROOT)/.ci/install
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile build native
	@CEREMONY_KILL_SWEEP=full dotnet run --project $(ROOT)/tests/CeremonyTui.Tests -c Release -- --filter-class '*KillSweepTests'

# Ten thousand edits of a journal between two runs, and every hostile input at every place: an hour or more.
forge: ## forges journals, archives and inputs in every way there is, and counts what comes of it
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile build
	@CEREMONY_FORGE=full dotnet run --project $(ROOT)/tests/Ceremony.Forgery.Tests -c Release; status=$$?; cat $(ROOT)/artifacts/forgery.txt; exit $$status

walk: ## walks through every rehearsal at a terminal, by what the screens say, counts keys and PINs, and walks through the first thirty steps of one in production, and leaves commands in every way
	@$(ROOT)/.ci/install
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile build native
	@CEREMONY_WALK=full dotnet run --project $(ROOT)/tests/CeremonyTui.Tests -c Release -- --show-live-output on --filter-method '*held_by_somebody*' '*in_production_by_the_documentation*' '*LeftFromOutsideTests.*' '*SecretsInMemoryTests.*'

run: ## rehearses the bootstrap of a certificate manager
	@echo "Rehearses the bootstrap of a certificate manager, on tokens and servers that are made for it."
	@echo "1 of 3: installing what is missing on this machine: SoftHSM2, OpenSSL, .NET."
	@$(ROOT)/.ci/install program
	@echo "2 of 3: building the program; some one and a half minutes the first time."
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile build TOLD=minimal ANALYZED=false
	@echo "3 of 3: starting it. Its first screen says what will happen and how long it takes."
	@mkdir -p "$$HOME/ceremony-rehearsals"
	@$(ROOT)/artifacts/ceremony rehearse $(SCRIPT) --out "$$HOME/ceremony-rehearsals/$$(date +%Y-%m-%d-%H%M%S)" || [ $$? -eq $(LEFT) ]

bench: ## measures the program beside what people use; takes some minutes. With BENCH="start room" only that: start, room, pieces, bootstrap, calls, steps, long, scroll, cards
	@$(ROOT)/.ci/install bench
	@$(MAKE) --no-print-directory -f $(ROOT)/Makefile native
	@dotnet run --project $(ROOT)/tests/Ceremony.Bench -c Release -- $(BENCH)

accept: ## takes every .actual over its golden
	@find $(ROOT)/tests $(ROOT)/ceremony-scripts $(ROOT)/docs $(ROOT)/src -name '*.actual' -not -path '*/bin/*' -not -path '*/obj/*' 2>/dev/null \
	  | while read -r actual; do mv -v "$$actual" "$${actual%.actual}"; done

analyze: ## has the analyzers look at the program and at the tests; make test asks them about the program only
	@dotnet build $(ROOT)/CeremonyTui.sln -c Release --no-incremental --nologo -v quiet

format: ## lays out the sources as .editorconfig says
	@dotnet format $(ROOT)/CeremonyTui.sln

clean: ## removes what was built
	@rm -rf $(ROOT)/artifacts
	@find $(ROOT)/src $(ROOT)/tests -type d \( -name bin -o -name obj -o -name TestResults \) -prune -exec rm -rf {} +
