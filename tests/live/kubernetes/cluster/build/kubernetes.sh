#!/bin/sh
# Builds Kubernetes and CoreDNS from their Go modules into FOLDER: about five minutes once, nothing afterwards.
set -eu
[ $# -eq 1 ] || {
  echo "usage: kubernetes.sh FOLDER" >&2
  exit 2
}
folder=$1
kubernetes=1.34.2
coredns=1.13.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build OUT PACKAGE: with the go.mod and tools.go of the current folder. The name appears only when the program is whole.
build() {
  echo "Building $1"
  CGO_ENABLED=0 nice -n 19 go build -trimpath -o "$folder/$1.part" -ldflags "-s -w \
    -X k8s.io/component-base/version.gitVersion=v$kubernetes \
    -X k8s.io/component-base/version.gitMajor=1 -X k8s.io/component-base/version.gitMinor=34" "$2"
  mv "$folder/$1.part" "$folder/$1"
}

build_kubernetes() {
  mkdir "$work/kubernetes"
  cd "$work/kubernetes"
  go mod download "k8s.io/kubernetes@v$kubernetes"
  source=$(go env GOMODCACHE)/k8s.io/kubernetes@v$kubernetes
  printf 'module cluster\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v%s\n' "$kubernetes" >go.mod
  # k8s.io/kubernetes takes its libraries from its own tree; published, they have the version 0.<minor>.<patch>.
  sed -nE 's|.*(k8s.io/[a-z-]+) => ./staging.*|\1|p' "$source/go.mod" | sort -u |
    sed "s|.*|replace & => & v0.${kubernetes#1.}|" >>go.mod
  {
    printf '//go:build tools\n\npackage cluster\n\nimport (\n'
    for program in $programs; do printf '\t_ "k8s.io/kubernetes/cmd/%s"\n' "$program"; done
    echo ')'
  } >tools.go
  go mod tidy >/dev/null 2>&1
  for program in $programs; do build "$program" "k8s.io/kubernetes/cmd/$program"; done
}

build_coredns() {
  mkdir "$work/coredns"
  cd "$work/coredns"
  printf 'module dns\n\ngo 1.25.0\n\nrequire github.com/coredns/coredns v%s\n' "$coredns" >go.mod
  printf '//go:build tools\n\npackage dns\n\nimport _ "github.com/coredns/coredns"\n' >tools.go
  go mod tidy >/dev/null 2>&1
  build coredns github.com/coredns/coredns
}

programs='kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy'
mkdir -p "$folder"
for program in $programs; do
  [ -x "$folder/$program" ] || {
    build_kubernetes
    break
  }
done
[ -x "$folder/coredns" ] || build_coredns
