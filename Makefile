# Everything here works on a machine with Node (18 or later), npm and make: what is missing is installed first.

STACK ?= local
FAULT ?= kill
RUNS ?= 1
# Tests and commands find a server that setup unpacked; one of the system's own comes first.
export PATH := $(PATH):$(CURDIR)/.redis-ha/server/bin
redis-ha := node cli/bin/redis-ha.js

.DEFAULT_GOAL := help
.PHONY: help setup packages server up down status drill failover preview check test test-live test-kubernetes

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20

up: setup ## deploy stack local (STACK=… for another), show its servers and how to use it
	@$(redis-ha) up --yes --stack $(STACK)

down: packages ## stop what up started; the data stays
	@$(redis-ha) destroy --yes --stack $(STACK)

status: packages ## look at the servers: roles, replication, Sentinels
	@$(redis-ha) status --stack $(STACK)

drill: packages ## kill the primary while clients write, and show what they noticed (FAULT=planned RUNS=5 …)
	@$(redis-ha) drill --stack $(STACK) --fault $(FAULT) --runs $(RUNS)

failover: packages ## hand the primary over to a replica, without losing a write
	@$(redis-ha) failover --yes --stack $(STACK)

preview: setup ## show what up would change and what the policies say
	@$(redis-ha) preview --stack $(STACK)

test: setup ## every quick test, on real servers too, then the checks
	@npm test --silent
	@$(MAKE) --no-print-directory check

test-live: setup ## the long tests: faults on real servers; what depends on the server once more on Valkey, where both can be had
	@sh setup/valkey.sh
	@npm run test:live --silent
	@if [ -x .redis-ha/valkey/bin/valkey-server ]; then \
	  echo "Once more, on Valkey"; PATH="$(CURDIR)/.redis-ha/valkey/bin:$(PATH)" npm run test:live:servers --silent; fi

test-kubernetes: setup ## the pods' scripts as processes, then a real Kubernetes made here: Linux, root, Go; minutes to build at first
	@npm run test:kubernetes --silent

check: packages ## formatting, types, arrows between the folders, generated files
	@npm run check --silent

setup: packages server ## install what is missing, start nothing

packages:
	@sh setup/packages.sh

server:
	@sh setup/server.sh
