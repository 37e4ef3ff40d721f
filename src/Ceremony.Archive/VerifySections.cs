namespace Ceremony.Archive;

/// <summary>
/// The parts of <c>VERIFY.md</c>, the same for every ceremony, so that they can stand in the documentation too: what differs from archive to archive is found
/// by the commands themselves.
/// </summary>
internal static class VerifySections
{
    public const string Title = """
        # Verifying by hand

        For the auditor who wants nothing of this program between the archive and himself. These are the commands that every archive's `VERIFY.md`
        repeats. Take them from here, from a copy of this page that you had before you saw the archive, and not from the archive: whoever can forge
        an archive can forge the commands that come with it. [verify.md](verify.md) says what `ceremony verify` checks beyond them.

        A ceremony that was aborted early can have nothing of what a section is about: no confirmation, no certificate of an authority. Its
        commands then fail or print nothing.


        """;

    public const string Warning = """
        **Do not take the commands from this file.** Whoever can forge an archive can forge the commands that come with it. Take them from the
        program's documentation (`docs/by-hand.md`), from a copy that you had before you saw this archive; they are the same for every archive,
        and are written here only to be compared with it.


        """;

    public const string Paper = """
        ## The paper

        Begin with the paper that a witness took home from the ceremony. It holds the **ceremony fingerprint**: the SHA-256 of the file
        `SHA256SUMS`, in hex, in words and as a QR code. Everything else that this archive says of itself could have been made by a forger.
        Without the paper, or another trusted copy of the fingerprint, the commands below show only that the archive agrees with itself.

        In the archive's folder, with a POSIX shell, GNU coreutils and OpenSSL 3.0 or later:

        ```sh
        export LC_ALL=C
        t=$(mktemp -d)
        sha256sum SHA256SUMS
        ```

        All 64 digits must match those on the paper. Each block below stops at the first check that fails, and ends with exit status 0 only if
        everything in it holds.


        """;

    public const string Files = """
        ## The files

        ```sh
        (
          set -e
          sha256sum -c SHA256SUMS
          {
            sed '/^#/d; s/^[0-9a-f]*  //' SHA256SUMS
            echo SHA256SUMS
            if grep -qx '# outcome: completed' SHA256SUMS; then
              echo SHA256SUMS.p7s
            else
              ls SHA256SUMS.p7s 2> /dev/null || true
            fi
          } | sort > "$t/listed"
          find . ! -name . ! -path ./artifacts ! -path ./fingerprints | sed 's|^\./||' | sort > "$t/found"
          diff "$t/listed" "$t/found"
          echo "no file is missing, none is unlisted"
        )
        ```

        Each file must be followed by `OK`, and the last line must say that no file is missing and none is unlisted; this also shows that
        there are no folders but `artifacts` and `fingerprints`. Read `SHA256SUMS` too: its first lines name the ceremony, the mode (only
        `production` is the real thing), the outcome, the script, the journal and the officers who must have signed.


        """;

    public const string Signatures = """
        ## The signatures

        ```sh
        (
          set -e
          openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -out "$t/content" \
            -CAfile officers.pem -certfile officers.pem -no-CApath -no-CAstore -partial_chain -purpose any -no_check_time -cades \
            -signer "$t/signers.pem"
        )
        ```

        It must say `CAdES Verification successful`. `-no_check_time` is there because the certificates may have expired by the time
        you read this; `-partial_chain` and `-purpose any`, because officers' certificates are for this one purpose. The command does not
        notice a signature that was left out, so compare who signed with the list in `SHA256SUMS`, by their public keys:

        ```sh
        (
          set -e
          awk '/BEGIN CERTIFICATE/ { n++ } { print > (d "/signer-" n ".pem") }' d="$t" "$t/signers.pem"
          for s in "$t"/signer-*.pem; do
            openssl x509 -in "$s" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -c 1-64
          done | sort > "$t/signed"
          sed -n 's/^# officer: //p' SHA256SUMS | sort > "$t/roster"
          diff "$t/roster" "$t/signed"
          echo "all of the roster signed, and nobody else"
        )
        ```


        """;

    public const string NobodySigned = """
        Nobody signed this archive: its roster is empty, which only an aborted ceremony allows.


        """;

    public const string AbortedSignatures = """
        Where a ceremony was aborted, some or all of the roster may not have signed: the second block then fails, and shows the keys that are
        missing. If nobody signed, there is no `SHA256SUMS.p7s`, both blocks fail, and only the paper vouches for the files. The archive cannot
        show whether somebody removed signatures afterwards: the ceremony's own journal has a `signed` line for each.


        """;

    public const string Journal = """
        ## The journal

        `transcript.jsonl` has one line for each event; each line carries, as `prev`, the SHA-256 of the line before it. This follows the chain
        and finds its end in `SHA256SUMS`:

        ```sh
        (
          set -e
          n=0
          prev=0000000000000000000000000000000000000000000000000000000000000000
          while IFS= read -r line; do
            n=$((n + 1))
            case $line in
              *'"prev":"'"$prev"'"'*) ;;
              *) echo "line $n does not follow the line before it"; exit 1 ;;
            esac
            prev=$(printf '%s' "$line" | sha256sum | cut -c 1-64)
          done < transcript.jsonl
          grep -x "# journal: $n $prev" SHA256SUMS
        )
        ```

        It must print one line, `# journal:` with the number of lines and the last hash, and nothing else.


        """;

    public const string Confirmations = """
        ## The confirmations

        Officers confirmed everything that cannot be undone, each with their own token. A `confirmed` line holds the text that was signed, the
        signature and the certificate. The text says what was proposed, and names the line that proposed it by its hash. For the first of them:

        ```sh
        text() { sed -n "$1p" transcript.jsonl | sed -E 's/.*"'"$2"'":"(([^"\\]|\\.)*)".*/\1/'; }
        number() { sed -n "$1p" transcript.jsonl | sed -E 's/.*"'"$2"'":([0-9]+).*/\1/'; }
        confirmation() {
          printf '%b' "$(text "$1" text | sed 's/\\"/"/g')" > "$t/text"
          text "$1" signature | base64 -d > "$t/signature"
          text "$1" certificate | base64 -d > "$t/certificate.der"
          openssl x509 -inform DER -in "$t/certificate.der" -noout -pubkey > "$t/key.pem" || return
          openssl dgst -sha256 -verify "$t/key.pem" -signature "$t/signature" "$t/text" || return
          tr -d '\n' < officers.pem | grep -qF "$(text "$1" certificate)" || { echo "not an officer's certificate"; return 1; }
          p=$(sed -n "$(number "$1" proposed)p" transcript.jsonl | tr -d '\n' | sha256sum | cut -c 1-64)
          grep -qx "proposed: $p" "$t/text" || { echo "not what was proposed"; return 1; }
        }
        (
          set -e
          confirmation "$(grep -n '"kind":"confirmed"' transcript.jsonl | head -n 1 | cut -d : -f 1)"
          cat "$t/text"
        )
        ```

        It must say `Verified OK`, and shows the text. For all of them:

        ```sh
        (
          set -e
          for n in $(grep -n '"kind":"confirmed"' transcript.jsonl | cut -d : -f 1); do
            printf 'line %s: ' "$n"
            confirmation "$n"
          done
        )
        ```

        Every line must end in `Verified OK`.


        """;

    public const string Certificates = """
        ## The certificates

        The authorities of the ceremony are those with a picture in `fingerprints/`; what they issued stands in the journal.

        ```sh
        authorities() {
          for f in fingerprints/*.txt; do
            f=${f##*/}
            test "$f" = journal-head.txt || echo "artifacts/${f%.txt}"
          done
        }
        issued() {
          grep -o '"artifact":"[^"]*","certificate":"[^"]*","fact":"certificate-issued"' transcript.jsonl | cut -d '"' -f 4 | sort -u |
            sed 's|^|artifacts/|'
        }
        (
          set -e
          for c in $(authorities); do openssl x509 -in "$c"; done > "$t/authorities.pem"
          for c in $(authorities); do openssl x509 -in "$c" -noout -subject_hash; done > "$t/subjects"
          partial=
          for c in $(authorities); do
            grep -qx "$(openssl x509 -in "$c" -noout -issuer_hash)" "$t/subjects" || partial=-partial_chain
          done
          openssl verify -no-CApath -no-CAstore $partial -no_check_time -check_ss_sig -purpose any -CAfile "$t/authorities.pem" \
            $(authorities) $(issued)
        )
        ```

        Each name must be followed by `OK`. `-partial_chain` stands there only where an authority above one of these is not in the archive. This
        prints the fingerprints of the authorities' certificates, to be compared with paper and with `fingerprints/`:

        ```sh
        (
          set -e
          for c in $(authorities); do
            echo "$c"
            openssl x509 -in "$c" -noout -fingerprint -sha256
          done
        )
        ```


        """;

    public const string End = """
        ## What these commands do not check

        They do not check whether each confirmation was given by an officer in force at that moment, whether every act was approved, or whether
        each artifact is the one that the journal records. Nor do they check every byte of `SHA256SUMS.p7s`: openssl ignores its version numbers,
        its content type and the parameters of its algorithms, and accepts the signers' certificates from `officers.pem` as well as from the file
        itself. A change there affects no file and no signature, but the `.p7s` is then no longer the one that was made. The program
        checks all of this, and accepts only one form of that file: run `ceremony verify . --fingerprint` with the fingerprint on the paper. It also
        makes `report.txt` again from the journal and compares it; these commands do not. `report.txt` is for reading; every statement in it names
        its line.

        ```sh
        rm -r "$t"
        ```

        """;
}
