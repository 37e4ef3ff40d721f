using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Engine;
using Ceremony.Pki;

namespace Ceremony.Foresight;

/// <summary>
/// Everything outside the engine, in memory, as a ceremony by that plan needs it. What a step says must be there before the ceremony (<see cref="IStep.Needs"/>) is put there when the
/// step begins, unless an earlier one wrote or removed it: the boot kit, configuration files, files that are copied or removed.
/// </summary>
internal sealed class SimulatedWorld : IDisposable
{
    /// <summary>The kind of step that opens a boot kit.</summary>
    public const string BootKitKind = "open-boot-kit";

    // The field by which it says which root is believed.
    private const string RootSha256 = "root-sha256";
    internal const string AttestationKind = "keep-attestation";

    // As an installation has it that was made before, with PINs that are replaced.
    private const string Configuration = "# simulated configuration\nSSL.pin=simulated\npin.pin=simulated\n";
    private const string AnyFile = "simulated file\n";
    private const string BootKeyLabel = "Boot CA key (simulated)";
    private readonly RunPlan _plan;
    private readonly SimulatedMachine _machine;
    private readonly SimulatedTokens _tokens;
    private readonly SimulatedSoftTokens _softTokens = new();
    private readonly SimulatedInstallation _installation;
    private readonly (IReadOnlyDictionary<string, byte[]> Files, RSA CaKey) _bootKit;
    private readonly byte[] _oldCertificate;
    private readonly SimulatedVendor _vendor;
    private readonly HashSet<string> _brought = new(StringComparer.Ordinal);

    public SimulatedWorld(RunPlan plan, DateTimeOffset now)
    {
        _plan = plan;
        _machine = new SimulatedMachine(now);
        _tokens = new SimulatedTokens(plan.Tokens, plan.TokensInitialised);
        _vendor = new SimulatedVendor(now);
        _bootKit = _softTokens.BootKit(now);
        using var key = SimulatedKeys.Make(KeyAlgorithm.EcP256) as ECDsa;
        _oldCertificate = SoftToken.SelfIssued(key!, "simulated server", now);
        _installation = new SimulatedInstallation(Disk, plan.Services) { Presented = _oldCertificate };
    }

    /// <summary>All files.</summary>
    public SimulatedDisk Disk { get; } = new();

    /// <summary>The machine.</summary>
    public SimulatedMachine Machine => _machine;

    /// <summary>The world as the engine reaches it. It is no rehearsal, since those are less strict, and they have hints.</summary>
    public RunPorts Ports(IdealRoom room) => new(
        Disk, _machine, _tokens, _installation, room, new SimulatedArchive(), new SimulatedJudge(), new ProgramIdentity("0", new string('0', 64)), Hints: null, _ => { })
    {
        SoftTokens = _softTokens,
    };

    /// <summary>Has a token hold the Boot CA's key, as it does before the ceremony; nothing where the script has no such token.</summary>
    public void PutBootKey(string token) => _tokens.Find(token)?.Put(BootKeyLabel, _bootKit.CaKey, KeyAlgorithm.Rsa3072);

    /// <summary>Has tokens present a statement about each of these keys as soon as they make it.</summary>
    /// <param name="keys">Their names.</param>
    public void Attest(IReadOnlySet<string> keys) => _tokens.Attest((label, publicKey) => keys.Contains(label) ? _vendor.Vouching(publicKey).Append(_vendor.Root) : []);

    /// <summary>A step begins, with these fields: what it needs from before the ceremony is there.</summary>
    public void Begin(IStep step, string kind, ScriptMap fields)
    {
        _installation.Presented = _oldCertificate;
        _installation.LooksUntilReleased = null;
        foreach (Need need in step.Needs(token => _plan.Tokens.First(entry => entry.Ref == token)))
        {
            Provide(need);
        }

        switch (kind)
        {
            case "edit-config":
                ProvideSoftTokens(fields);
                break;
            case "probe-tls" when Text(fields, "certificate") is { } artifact:
                Present(artifact);
                break;
            case AttestationKind:
                Vouch(fields);
                break;
            case "keep-audit-log" when Text(fields, "file") is { } log:
                Disk.Provide(log, () => Encoding.UTF8.GetBytes(AnyFile));
                break;
            case "release-medium":
                _installation.LooksUntilReleased = 1;
                break;
        }
    }

    /// <summary>The fields with which such a step is tried: a root that the script names by its fingerprint is the simulated vendor's here.</summary>
    public ScriptMap Tried(string kind, ScriptMap fields) => kind != AttestationKind || fields.Find(RootSha256) is null ? fields : new ScriptMap(
        [.. fields.Members.Select(member => member.Key == RootSha256 ? member with { Value = new ScriptScalar(_vendor.RootSha256, member.Value.Mark) } : member)], fields.Mark);

    /// <inheritdoc/>
    public void Dispose() => _tokens.Dispose();

    private static string? Text(ScriptMap fields, string name) => (fields.Find(name) as ScriptScalar)?.Text;

    // A step that needs a file refuses where nothing is seen; one that needs that there is none does not.
    private void Provide(Need need)
    {
        switch (need.Look)
        {
            case LookAtConfig config:
                Disk.Provide(config.Path, () => Encoding.UTF8.GetBytes(Configuration));
                break;
            case LookAtFileState file when need.Refuse([]) is not null:
                Disk.Provide(file.Path, () => Encoding.UTF8.GetBytes(AnyFile));
                break;
            case LookAtFile file when _bootKit.Files.TryGetValue(Path.GetFileName(file.Path), out byte[]? kept):
                Disk.Provide(file.Path, () => kept);
                break;
        }
    }

    // A key that is not there is the step's to refuse.
    private void Vouch(ScriptMap fields)
    {
        if (Text(fields, "root") is { } root)
        {
            Disk.Provide(root, () => _vendor.Root);
        }

        if (_tokens.Holder(Text(fields, "key") ?? "") is not var (token, half))
        {
            return;
        }

        if (Text(fields, "file") is { } file)
        {
            Bring(SimulatedDisk.WholePath(file), half.PublicKey!);
        }
        else if (!token.Presents(half.Id))
        {
            token.Present(half.Id, _vendor.Vouching(half.PublicKey!).Append(_vendor.Root));
        }
    }

    // One file can be brought for one key after another.
    private void Bring(string path, byte[] publicKey)
    {
        if (_brought.Contains(path))
        {
            Disk.Put(path, _vendor.Statement(publicKey));
            return;
        }

        // What the ceremony wrote or removed there is as it left it.
        Disk.Provide(path, () =>
        {
            _brought.Add(path);
            return _vendor.Statement(publicKey);
        });
    }

    // What a server is to present is known by its artifact; one that is not there is the step's to refuse.
    private void Present(string artifact)
    {
        if (Disk.Find(SimulatedDisk.WholePath($"artifacts/{artifact}"))?.Bytes is { } kept)
        {
            string text = Encoding.Latin1.GetString(kept);
            _installation.Presented = PemEncoding.TryFind(text, out PemFields pem) ? Convert.FromBase64String(text[pem.Base64Data]) : kept;
        }
    }

    private void ProvideSoftTokens(ScriptMap fields)
    {
        IEnumerable<ScriptMap> settings = (fields.Find("set") as ScriptList)?.Items.OfType<ScriptMap>() ?? [];
        foreach (string file in settings.SelectMany(setting => setting.Members).Select(member => member.Value).OfType<ScriptMap>().Select(value => Text(value, "pin-of-file")).OfType<string>())
        {
            Disk.Provide(file, () => _softTokens.Any(_machine.Now));
        }
    }
}
