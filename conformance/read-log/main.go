// Reads an audit log as Go's own checksum database client would: opens the signed checkpoint, recomputes its root from
// the tiles, proves every record and every older tree, and checks the proofs that the server made.
//
// Arguments: the server's address. The token is in COUNTERSIGN_TOKEN. Prints one line for each check; exits 1 at the first
// that fails.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

type server struct{ url, token string }

func main() {
	from := server{url: os.Args[1], token: os.Getenv("COUNTERSIGN_TOKEN")}
	if err := check(from); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(from server) error {
	var known struct{ Key string }
	if err := from.json("/api/v1/audit/checkpoint", &known); err != nil {
		return err
	}
	verifier, err := note.NewVerifier(known.Key)
	if err != nil {
		return fmt.Errorf("the key: %w", err)
	}
	tree, err := from.checkpoint("/api/v1/log/checkpoint", verifier)
	if err != nil {
		return err
	}
	fmt.Println("the checkpoint opens with the key:", tree.N, "records")
	hashes := tlog.TileHashReader(tree, tiles{from})
	root, err := tlog.TreeHash(tree.N, hashes)
	if err != nil || root != tree.Hash {
		return fmt.Errorf("the tiles hash to the root %v, but %v is signed: %w", root, tree.Hash, err)
	}
	fmt.Println("the tiles hash to its root")
	if err := checkRecords(from, tree, hashes); err != nil {
		return err
	}
	return checkOlderTrees(from, tree, hashes, verifier)
}

// checkRecords hashes every record of the entry bundles and proves that it is in the tree.
func checkRecords(from server, tree tlog.Tree, hashes tlog.HashReader) error {
	for start := int64(0); start < tree.N; start += 1 << tileHeight {
		width := min(tree.N-start, 1<<tileHeight)
		path := tlog.Tile{H: tileHeight, L: -1, N: start >> tileHeight, W: int(width)}.Path()
		bundle, err := from.get("/api/v1/log/" + strings.Replace(path, "tile/8/data/", "tile/entries/", 1))
		if err != nil {
			return err
		}
		for n := start; n < start+width; n++ {
			if len(bundle) < 2 {
				return fmt.Errorf("the bundle ends before record %d", n)
			}
			length := int(binary.BigEndian.Uint16(bundle))
			record := bundle[2 : 2+length]
			bundle = bundle[2+length:]
			proof, err := tlog.ProveRecord(tree.N, n, hashes)
			if err != nil {
				return err
			}
			if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, tlog.RecordHash(record)); err != nil {
				return fmt.Errorf("record %d: %w", n, err)
			}
		}
	}
	fmt.Println("every record is in it")
	return nil
}

// checkOlderTrees proves older sizes to be prefixes, by tiles and by the server's proofs.
func checkOlderTrees(from server, tree tlog.Tree, hashes tlog.HashReader, verifier note.Verifier) error {
	for size := int64(1); size <= tree.N; size += 1 + size/3 {
		old, err := tlog.TreeHash(size, hashes)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(tree.N, size, hashes)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, size, old); err != nil {
			return fmt.Errorf("from %d by tiles: %w", size, err)
		}
		var told struct {
			Proof      []string
			Checkpoint string
		}
		if err := from.json(fmt.Sprintf("/api/v1/audit/consistency?from=%d", size), &told); err != nil {
			return err
		}
		newer, err := open(told.Checkpoint, verifier)
		if err != nil {
			return err
		}
		var theirs tlog.TreeProof
		for _, text := range told.Proof {
			hash, err := tlog.ParseHash(text)
			if err != nil {
				return err
			}
			theirs = append(theirs, hash)
		}
		if err := tlog.CheckTree(theirs, newer.N, newer.Hash, size, old); err != nil {
			return fmt.Errorf("from %d by the server's proof: %w", size, err)
		}
	}
	fmt.Println("older sizes are prefixes of it")
	return nil
}

// tiles is the server's log as a tile reader. The names of C2SP's tiles lack the height, which is always 8.
type tiles struct{ from server }

func (tiles) Height() int                          { return tileHeight }
func (tiles) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var found [][]byte
	for _, tile := range wanted {
		data, err := t.from.get("/api/v1/log/" + strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		found = append(found, data)
	}
	return found, nil
}

func (s server) checkpoint(path string, verifier note.Verifier) (tlog.Tree, error) {
	text, err := s.get(path)
	if err != nil {
		return tlog.Tree{}, err
	}
	return open(string(text), verifier)
}

// open verifies a checkpoint: its origin, its size and its root, one line each.
func open(text string, verifier note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, fmt.Errorf("the checkpoint: %w", err)
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("the checkpoint is not signed for %s: %q", verifier.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tlog.Tree{}, fmt.Errorf("the root is not a hash: %q", lines[2])
	}
	return tlog.Tree{N: size, Hash: tlog.Hash(root)}, nil
}

func (s server) json(path string, into any) error {
	text, err := s.get(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

func (s server) get(path string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+s.token)
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s", path, response.Status)
	}
	return io.ReadAll(response.Body)
}
