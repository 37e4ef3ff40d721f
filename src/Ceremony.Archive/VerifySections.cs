namespace Ceremony.Archive;

/// <summary>The parts of <c>VERIFY.md</c> that are the same for every ceremony but for the words between @ signs.</summary>
internal static class VerifySections
{
    public const string Paper = """
        ## The paper

        Begin with the paper that a witness took home from the ceremony. It holds the **ceremony fingerprint**: the SHA-256 of the file
        `SHA256SUMS`, in hex, in words and as a QR code. Everything else that this archive says of itself could have been made by a forger.
        Without the paper, or another trusted copy of the fingerprint, the commands below show only that the archive agrees with itself.

        In the folder that holds this file, with a POSIX shell, GNU coreutils and OpenSSL 3.0 or later:

        ```sh
        export LC_ALL=C
        t=$(mktemp -d)
        sha256sum SHA256SUMS
        ```

        The 64 digits must be those on the paper, all of them. Each block below ends with the exit status 0 only where everything in it holds, and stops
        at the first thing that does not.


        """;

    public const string Files = """
        ## The files

        ```sh
        (
          set -e
          sha256sum -c SHA256SUMS
          { sed '/^#/d; s/^[0-9a-f]*  //' SHA256SUMS; @LISTS@; } | sort > "$t/listed"
          find . ! -name . ! -path ./artifacts ! -path ./fingerprints | sed 's|^\./||' | sort > "$t/found"
          diff "$t/listed" "$t/found"
          echo "no file is missing, none is unlisted"
        )
        ```

        Each file is said to be `OK`, and the last line says that no file is missing and none is unlisted; there are no
        folders but `artifacts` and `fingerprints` either. Read `SHA256SUMS` too: its first lines
        name the ceremony, the mode (only `production` is the real thing), the outcome, the script, the journal and the officers who must have
        signed.


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

        `CAdES Verification successful` is what it must say. `-no_check_time` is there because the certificates have expired by the time that
        somebody reads this; `-partial_chain` and `-purpose any` because officers' certificates are for this one purpose. The command does not
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

    public const string AbortedSignatures = """
        This ceremony was aborted, so that some of the roster, or all, may not have signed: the second block then fails, and shows the keys that are
        missing. Where nobody signed there is no `SHA256SUMS.p7s`, both blocks fail, and only the paper vouches for the files. Whether somebody took
        signatures out afterwards cannot be told from the archive: the ceremony's own journal has a `signed` line for each.


        """;

    public const string Journal = """
        ## The journal

        `transcript.jsonl` has one line an event; each carries, as `prev`, the SHA-256 of the line before. This follows the chain and finds its
        end in `SHA256SUMS`:

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

        What cannot be undone was confirmed by officers, each with their own token. A `confirmed` line holds the text that was signed, the signature and
        the certificate. The text names what was proposed, and by its hash the line that proposed it. For the one in line @FIRST@:

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
          confirmation @FIRST@
          cat "$t/text"
        )
        ```

        It says `Verified OK`, and shows the text. All of them:

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

        ```sh
        (
          set -e
          for c in @AUTHORITIES@
          do openssl x509 -in "$c"; done > "$t/authorities.pem"
          openssl verify -no-CApath -no-CAstore @PARTIAL@-no_check_time -check_ss_sig -purpose any -CAfile "$t/authorities.pem" \
            @ALL@
        )
        ```

        Each name is followed by `OK`. The fingerprint of an authority's certificate, to be compared with paper and with `fingerprints/`:

        ```sh
        openssl x509 -in @FIRST@ -noout -fingerprint -sha256
        ```


        """;

    public const string End = """
        ## What these commands do not see

        Whether each confirmation was given by an officer who was in force at that moment, whether every act had its approval, and whether each
        artifact is the one that the journal tells of. Nor do they look at every byte of `SHA256SUMS.p7s`: openssl passes over its version numbers, the
        type that it gives its content and parameters of algorithms, and takes the signers' certificates, which it holds too, from `officers.pem` as well.
        What is changed there changes no file and no signature, but it is another `.p7s` than was made. The program that made this archive checks all of
        it, and accepts one form of that file only: `ceremony verify . --fingerprint` and the fingerprint on the paper. `report.txt` is for reading; every
        statement in it names its line.

        ```sh
        rm -r "$t"
        ```

        """;
}
