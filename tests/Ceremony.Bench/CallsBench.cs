using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Files;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;
using Ceremony.Pki;

namespace Ceremony.Bench;

/// <summary>
/// A key, a request and a certificate on SoftHSM2 as the program makes them, which looks whether the name is free, reads back what was made and verifies what was signed: beside the least calls of PKCS#11 that make
/// a key or sign (<c>calls.c</c>), and beside pkcs11-tool and openssl.
/// </summary>
internal static class CallsBench
{
    private const string Label = "BENCH";
    private const string Pin = "123456";
    private const int Times = 40;
    private const int ToolTimes = 15;
    private static readonly TokenRef Token = new("bench");
    private static readonly byte[] Subject = Names.Encode([new("CN", "Bench")]);

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        string module = SoftHsmRoom.FindModule() ?? throw new InvalidOperationException("SoftHSM2 is not installed: run .ci/install.");
        string configuration = SoftHsmRoom.Create(new DurableFiles(), folder["room"]);
        Tool.Demand("clang", "-Wall", "-Wextra", "-Werror", "-O1", $"-Wl,-rpath,{Path.GetDirectoryName(module)}", "-o", folder["calls"], Repository.PathOf("tests", "Ceremony.Bench", "Timing", "calls.c"), module);
        SoftHsmRoom.Use(configuration);
        Tool.RunAt(configuration, "softhsm2-util", "--init-token", "--free", "--label", Label, "--so-pin", "87654321", "--pin", Pin).Succeeded();

        double[] bare = [.. Tool.RunAt(configuration, folder["calls"], Label, Pin, $"{Times}").Succeeded().Output.Split(' ').Select(each => double.Parse(each, CultureInfo.InvariantCulture))];
        IReadOnlyList<double> ours = Ours(module);
        IReadOnlyList<double> tools = Tools(configuration, module, folder);
        string[] whats = ["a key", "a request", "a certificate"];
        return
        [
            .. whats.Select((what, at) => new Figure($"{what} on SoftHSM2 / the bare calls", ours[at], "ms", null) { Other = bare[Math.Min(at, 1)] }),
            .. whats.Select((what, at) => new Figure($"{what} on SoftHSM2 / pkcs11-tool and openssl", ours[at], "ms", 1) { Other = tools[at] }),
        ];
    }

    private static IReadOnlyList<double> Ours(string module)
    {
        _ = TokenUri.TryParse($"pkcs11:token={Label}", out TokenUri uri, out _);
        using var tokens = new Pkcs11Tokens();
        using ITokenSession session = tokens.Open(new TokenEntry(Token, TokenUse.Hsm, uri, module, null, "officer 1", null));
        using Secret pin = Secret.FromText(Pin);
        session.LoginUser(pin);
        var receipts = new List<KeyReceipt>();
        double key = Median(at => receipts.Add(session.GenerateKeyPair(new GenerateKeyPair(Token, $"Key {at}", string.Create(CultureInfo.InvariantCulture, $"aa{at:x4}"), KeyAlgorithm.EcP256, ["sign"]))));
        SignatureAlgorithm algorithm = Signatures.For(receipts[0].PublicKey);
        double request = Median(at =>
        {
            byte[] info = Requests.BuildInfo(Subject, receipts[at].PublicKey, RequestedExtensions.None);
            _ = Requests.Assemble(info, algorithm, session.Sign(receipts[at].Id, algorithm, info));
        });
        double certificate = Median(at =>
        {
            byte[] own = receipts[at].PublicKey;
            DateTimeOffset now = DateTimeOffset.UtcNow;
            LintedTbs tbs = Lint.Demand(Certificates.BuildTbs(new CertificateTemplate(SerialNumbers.FromRandom(RandomNumberGenerator.GetBytes(SerialNumbers.Size)), Subject, Subject, now, now.AddDays(30), own, own, null, algorithm, CertificateProfile.Ca)), null);
            _ = Certificates.Assemble(tbs, algorithm, session.Sign(receipts[at].Id, algorithm, tbs.Bytes), own);
        });
        return [key, request, certificate];
    }

    private static double Median(Action<int> what) => Sample.Median(Enumerable.Range(0, Times).Select(at => Sample.Time(() => what(at)).TotalMilliseconds).ToList());

    // As people do it by hand: one program for each, which opens the token and logs in.
    private static IReadOnlyList<double> Tools(string configuration, string module, TemporaryFolder folder)
    {
        string[] openssl = [$"PKCS11_MODULE_PATH={module}", "openssl"];
        string[] key = ["-engine", "pkcs11", "-keyform", "engine", "-key", $"pkcs11:token={Label};id=%cc%00;type=private", "-passin", $"pass:{Pin}"];
        string[] ca = ["-engine", "pkcs11", "-CAkeyform", "engine", "-CAkey", $"pkcs11:token={Label};id=%cc%00;type=private", "-passin", $"pass:{Pin}"];
        double made = Each(at => Run("pkcs11-tool", "--module", module, "--token-label", Label, "--login", "--pin", Pin, "--keypairgen", "--key-type", "EC:prime256v1", "--label", $"tool {at}", "--id", string.Create(CultureInfo.InvariantCulture, $"cc{at:x2}")));
        double requested = Each(_ => Run("env", [.. openssl, "req", "-new", .. key, "-subj", "/CN=Bench", "-out", folder["request.pem"]]));
        Run("env", [.. openssl, "req", "-new", "-x509", .. key, "-subj", "/CN=Bench", "-days", "30", "-out", folder["ca.pem"]]);
        double issued = Each(_ => Run("env", [.. openssl, "x509", "-req", "-in", folder["request.pem"], "-CA", folder["ca.pem"], .. ca, "-set_serial", "1", "-days", "30", "-out", folder["issued.pem"]]));
        return [made, requested, issued];

        void Run(string program, params IEnumerable<string> arguments) => Tool.RunAt(configuration, program, arguments).Succeeded();

        static double Each(Action<int> what) => Sample.Median(Enumerable.Range(0, ToolTimes).Select(at => Sample.Time(() => what(at)).TotalMilliseconds).ToList());
    }
}
