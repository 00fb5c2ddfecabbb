// Asks a witness as a log written with Go's own checksum database would: grows a log, has each size cosigned, verifies the
// cosignatures, and tries what a witness must refuse.
//
// Arguments: the witness's address, its key, and the seed of the log's key in hex. Prints one line for each check; exits 1
// at the first that fails. With the argument `key` and a seed it prints the log's key instead.
package main

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "log.example/by-go"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	seed, err := hex.DecodeString(args[len(args)-1])
	if err != nil || len(seed) != ed25519.SeedSize {
		return fmt.Errorf("the seed is not %d bytes in hex", ed25519.SeedSize)
	}
	signing, verifying, err := note.GenerateKey(bytes.NewReader(seed), origin)
	if err != nil {
		return err
	}
	if args[0] == "key" {
		fmt.Println(verifying)
		return nil
	}
	signer, err := note.NewSigner(signing)
	if err != nil {
		return err
	}
	witness, err := verifierOf(args[1])
	if err != nil {
		return fmt.Errorf("the witness's key: %w", err)
	}
	return check(asking{url: args[0], signer: signer, witness: witness})
}

// verifierOf reads a witness's key. The library makes verifiers from signers only, so this one cannot sign.
func verifierOf(vkey string) (*torchwood.CosignatureVerifier, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	_, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != 1+ed25519.PublicKeySize {
		return nil, fmt.Errorf("%q is not a key", vkey)
	}
	signer, err := torchwood.NewCosignatureSigner(name, publicKey(key[1:]))
	if err != nil {
		return nil, err
	}
	if signer.Verifier().String() != vkey {
		return nil, fmt.Errorf("%s is written %s", vkey, signer.Verifier())
	}
	return signer.Verifier(), nil
}

type publicKey ed25519.PublicKey

func (k publicKey) Public() crypto.PublicKey { return ed25519.PublicKey(k) }
func (publicKey) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return nil, errors.New("this is only a public key")
}

func check(from asking) error {
	honest, err := grown(300, "leaf")
	if err != nil {
		return err
	}
	fork, err := grown(300, "other")
	if err != nil {
		return err
	}
	before := int64(0)
	for _, size := range []int64{1, 2, 7, 255, 256, 300} {
		if err := from.cosigned(honest, before, size); err != nil {
			return fmt.Errorf("from %d to %d: %w", before, size, err)
		}
		before = size
	}
	fmt.Println("every size is cosigned, each as a continuation of the one before")
	if err := from.cosigned(honest, 300, 300); err != nil {
		return fmt.Errorf("300 again: %w", err)
	}
	fmt.Println("the same size is cosigned again")
	return from.refusals(honest, fork)
}

func (a asking) refusals(honest, fork log) error {
	stranger, _, err := note.GenerateKey(nil, origin)
	if err != nil {
		return err
	}
	impostor, err := note.NewSigner(stranger)
	if err != nil {
		return err
	}
	elsewhere := a
	elsewhere.signer = impostor
	unknown := bytes.ReplaceAll(must(a.request(honest, 300, 300)), []byte(origin), []byte("log.example/unknown"))
	wrong := must(a.request(fork, 1, 300))
	for _, tried := range []struct {
		what   string
		body   []byte
		status int
	}{
		{"an old size", must(a.request(honest, 256, 300)), http.StatusConflict},
		{"a smaller log", must(a.request(honest, 7, 256)), http.StatusConflict},
		{"another root of the same size", must(a.request(fork, 300, 300)), http.StatusConflict},
		{"an old size beyond the new one", bytes.Replace(wrong, []byte("old 1\n"), []byte("old 301\n"), 1), http.StatusBadRequest},
		{"another key", must(elsewhere.request(honest, 300, 300)), http.StatusForbidden},
		{"an unknown log", unknown, http.StatusNotFound},
		{"no request", []byte("old\n"), http.StatusBadRequest},
	} {
		status, kind, body, err := a.post(tried.body)
		if err != nil {
			return err
		}
		if status != tried.status {
			return fmt.Errorf("%s: answered %d, not %d: %s", tried.what, status, tried.status, body)
		}
		if status == http.StatusConflict && (kind != "text/x.tlog.size" || string(body) != "300\n") {
			return fmt.Errorf("%s: answered %q as %s", tried.what, body, kind)
		}
	}
	fmt.Println("old sizes, smaller and other logs, and other keys are refused, each with its status")
	return a.refusesFork()
}

// refusesFork grows both logs to a size that the witness has not seen: the other past has a sound proof of its own.
func (a asking) refusesFork() error {
	longer, err := grown(310, "leaf")
	if err != nil {
		return err
	}
	other, err := grown(310, "other")
	if err != nil {
		return err
	}
	status, _, body, err := a.post(must(a.request(other, 300, 310)))
	if err != nil {
		return err
	}
	if status != http.StatusUnprocessableEntity {
		return fmt.Errorf("another past: answered %d: %s", status, body)
	}
	if err := a.cosigned(longer, 300, 310); err != nil {
		return fmt.Errorf("after another past was refused: %w", err)
	}
	fmt.Println("another past is refused, and the true one still cosigned")
	return nil
}

// asking is a log at a witness.
type asking struct {
	url     string
	signer  note.Signer
	witness *torchwood.CosignatureVerifier
}

func (a asking) cosigned(l log, from, to int64) error {
	request, err := a.request(l, from, to)
	if err != nil {
		return err
	}
	status, _, lines, err := a.post(request)
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		return fmt.Errorf("answered %d: %s", status, lines)
	}
	checkpoint := request[bytes.Index(request, []byte("\n\n"))+2:]
	opened, err := note.Open(append(checkpoint, lines...), note.VerifierList(a.witness))
	if err != nil {
		return err
	}
	at, err := torchwood.CosignatureTimestamp(opened.Sigs[0])
	if err != nil {
		return err
	}
	if away := time.Since(time.Unix(at, 0)); away > time.Minute || away < -time.Minute {
		return fmt.Errorf("the cosignature is dated %v ago", away)
	}
	return nil
}

func (a asking) request(l log, from, to int64) ([]byte, error) {
	root, err := tlog.TreeHash(to, l)
	if err != nil {
		return nil, err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n", origin, to, root)
	signed, err := note.Sign(&note.Note{Text: text}, a.signer)
	if err != nil {
		return nil, err
	}
	body := fmt.Appendf(nil, "old %d\n", from)
	if from > 0 {
		proof, err := tlog.ProveTree(to, from, l)
		if err != nil {
			return nil, err
		}
		for _, hash := range proof {
			body = fmt.Appendf(body, "%s\n", hash)
		}
	}
	return append(append(body, '\n'), signed...), nil
}

func (a asking) post(body []byte) (status int, kind string, answer []byte, err error) {
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Post(a.url+"/add-checkpoint", "text/plain", bytes.NewReader(body))
	if err != nil {
		return 0, "", nil, err
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(response.Body)
	return response.StatusCode, response.Header.Get("Content-Type"), answer, err
}

// log is a tree by its stored hashes.
type log []tlog.Hash

func (l log) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = l[index]
	}
	return found, nil
}

func grown(size int64, word string) (log, error) {
	var l log
	for n := range size {
		more, err := tlog.StoredHashes(n, fmt.Appendf(nil, "%s %d", word, n), l)
		if err != nil {
			return nil, err
		}
		l = append(l, more...)
	}
	return l, nil
}

func must(body []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return body
}
