using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Judging;
using Ceremony.Core.Scripts;
using Ceremony.Core.Secrets;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Machine.Files;
using Ceremony.Pki;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A ceremony room in a folder of its own, with tokens in memory and people who do what they are asked.</summary>
internal sealed class Stage : IDisposable
{
    /// <summary>The PIN of the boot kit's soft tokens.</summary>
    public const string KitPin = "kit-pin";

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Kit = new(MakeKit);
    private static readonly Lazy<RSA> BootKey = new(() => X509CertificateLoader.LoadPkcs12(Kit.Value[BootKit.CaTokenFile], KitPin, X509KeyStorageFlags.Exportable).GetRSAPrivateKey()!);
    private const string Memory = "/dev/shm";
    private readonly string _script;
    private readonly IReadOnlyDictionary<string, string> _parameters;

    private readonly StepKind[] _more;

    public Stage(string script, IReadOnlyDictionary<string, string>? parameters = null, params StepKind[] more)
    {
        _more = [new AskingKind(), new ActingKind(), .. more];
        Judge = new StageJudge(_more);
        _script = script;
        _parameters = parameters ?? new Dictionary<string, string>();
        // In memory where there is such a place: a sweep writes tens of thousands of lines, each with its fsync.
        Folder = Directory.Exists(Memory)
            ? Directory.CreateDirectory(Path.Combine(Memory, $"ceremony-stage-{Guid.NewGuid():N}")).FullName
            : Directory.CreateTempSubdirectory("ceremony-stage-").FullName;
        Archive = new FakeArchive(Files);
        RunPlan plan = Plan();
        foreach (TokenEntry token in plan.Tokens)
        {
            if (plan.TokensInitialised.Contains(token.Ref))
            {
                Tokens.Add(token.Uri.Label!, null, null).Serial = "";
                continue;
            }

            Tokens.Add(token.Uri.Label!, "so-secret", token.Use == TokenUse.Hsm ? "hsm-pin" : null);
            Hints.Remember($"so-pin {token.Ref.Name}", "so-secret");
            if (token.Use == TokenUse.Hsm)
            {
                Hints.Remember($"pin {token.Ref.Name}", "hsm-pin");
            }
        }

        Directory.CreateDirectory(Path.Combine(Folder, "boot-kit"));
        foreach ((string name, byte[] bytes) in Kit.Value)
        {
            File.WriteAllBytes(Path.Combine(Folder, "boot-kit", name), bytes);
            Hints.Remember($"pin {name}", KitPin);
        }
    }

    public string Folder { get; }

    /// <summary>Services beside those of the script.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; init; } = [];

    public MemoryInstallation Installation { get; } = new();

    public MemoryTokens Tokens { get; } = new();

    public FakeHints Hints { get; } = new();

    public FakeMachine Machine { get; init; } = new(TimeSpan.FromMilliseconds(1)) { BootId = "boot-1" };

    public ObligingRoom Room { get; set; } = new();

    public IDurableFiles Files { get; set; } = new DurableFiles();

    /// <summary>Whether it is the real thing: no hints, and the air gap counts.</summary>
    public bool IsProduction { get; set; }

    public IArchiveBuilder Archive { get; set; }

    public IRecordJudge Judge { get; set; }

    /// <summary>What stands between the run and its ports.</summary>
    public Func<RunPorts, RunPorts> Around { get; set; } = ports => ports;

    /// <summary>The diagnostic log.</summary>
    public List<string> Log { get; } = [];

    public string ProgramHash { get; set; } = new('a', 64);

    public string ProgramVersion { get; set; } = "1.0";

    /// <summary>Whether it was stopped before anything stood in the journal.</summary>
    public bool HasNothingYet => !File.Exists(Path.Combine(Folder, JournalWriter.FileName)) || new FileInfo(Path.Combine(Folder, JournalWriter.FileName)).Length == 0;

    public IReadOnlyList<JournalLine> Lines => JournalReader.Read(File.ReadAllBytes(Path.Combine(Folder, JournalWriter.FileName))).Lines;

    /// <summary>What the verifier finds in the whole journal, the seal included.</summary>
    public IReadOnlyList<string> Findings()
    {
        string artifacts = Path.Combine(Folder, "artifacts");
        Dictionary<string, byte[]> kept = Directory.Exists(artifacts) ? Directory.GetFiles(artifacts).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes) : [];
        byte[] journal = File.ReadAllBytes(Path.Combine(Folder, JournalWriter.FileName));
        return [.. new StageJudge(_more).Judge(new HeldRecord(journal, Encoding.UTF8.GetBytes(_script), kept)).Select(finding => $"{finding.Check}: {finding.Says}")];
    }

    public Task<RunOutcome> Begin() => BeginWithout(null);

    /// <summary>Begins although something was missing.</summary>
    public async Task<RunOutcome> BeginWithout(string? missing)
    {
        using CeremonyRun run = CeremonyRun.Begin(Plan(), Ports(), Folder, JournalWriter.Create(Files, Machine, Folder), missing);
        return await run.RunToEnd(resumed: false);
    }

    public async Task<RunOutcome> Resume()
    {
        using CeremonyRun run = CeremonyRun.Resume(Plan(), Ports(), Folder);
        return await run.RunToEnd(resumed: true);
    }

    public async Task<RunOutcome> Abort(string reason)
    {
        using CeremonyRun run = CeremonyRun.TakeUpToAbort(Plan(), Ports(), Folder);
        return await run.Abort(reason);
    }

    /// <summary>However a story ended, no PIN outlives it: neither one that was typed or shown, nor one that a token got.</summary>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Assert.All(Room.Secrets.Concat(Tokens.All.SelectMany(token => token.Lent)), secret => Assert.True(secret.IsWiped, "a PIN was not wiped"));
    }

    private RunPorts Ports() => Around(new(Files, Machine, Tokens, Installation, Room, Archive, Judge, new ProgramIdentity(ProgramVersion, ProgramHash), IsProduction ? null : Hints, Log.Add) { SoftTokens = new KeptSoftTokens() });

    public BoundScript Bound()
    {
        ScriptReading reading = ScriptReader.Read(Encoding.UTF8.GetBytes(_script), [.. StepKinds.All, .. _more]);
        Assert.Equal([], reading.Lines("script.yaml"));
        return ScriptBinding.Bind(reading.Script!, _parameters);
    }

    /// <summary>Has a token hold the Boot CA's key, as it does before a ceremony that ends it.</summary>
    public void PutBootKey(string label) => Tokens[label].Put("Boot CA key", "b007", KeyAlgorithm.Rsa3072, BootKey.Value);

    /// <summary>What must be there before it begins.</summary>
    public Preflight Preflight(DateTimeOffset notBefore) => new(Plan(), new PreflightPorts(Files, Machine, () => Tokens, Installation), Folder, notBefore);

    /// <summary>Why it would neither be begun nor resumed for real.</summary>
    public string? WhyNot() => Secrecy.WhyNot(Plan(), Machine);

    /// <summary>Who types which PIN, as everybody is told; empty for nobody is told.</summary>
    public IReadOnlyList<ForecastPins> Pins { get; set; } = [];

    private RunPlan Plan()
    {
        RunPlan plan = RunPlan.Of(Bound());
        return plan with { Services = [.. plan.Services, .. Services], Pins = Pins };
    }

    private static IReadOnlyDictionary<string, byte[]> MakeKit()
    {
        using Secret pin = Secret.FromText(KitPin);
        IReadOnlyDictionary<string, byte[]> kit = BootKit.Make(new BootKitOrder("Test", "SE", pin, pin, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), pin);
        return kit.ToDictionary(file => file.Key, file => file.Key.EndsWith(".p12", StringComparison.Ordinal) ? CheapSoftToken.Of(file.Value, KitPin) : file.Value);
    }
}
