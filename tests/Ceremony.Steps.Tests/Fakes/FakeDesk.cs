using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>
/// A desk whose world is made up: tokens with software keys, a clock that stands, random numbers that are the same in every run, answers
/// that were written beforehand. It keeps every call in words, so that a test reads as the story of a step.
/// </summary>
internal sealed class FakeDesk : IDesk
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, byte[]> _artifacts = [];
    private int _drawn;

    public FakeDesk() => Host = new FakeHost(Files);

    public FakeHost Host { get; }

    public List<string> Calls { get; } = [];

    public List<Screen> Screens { get; } = [];

    /// <summary>The forms that were asked.</summary>
    public List<Form> Forms { get; } = [];

    public List<CeremonyAction> Performed { get; } = [];

    /// <summary>What was entered in the registry at first, as officers read it, a line a field.</summary>
    public string Entered() => string.Join('\n', EntryDetails.Select(detail => $"{detail.Name}: {detail.Value}"));

    /// <summary>One field of it.</summary>
    public string Entered(string name) => EntryDetails.Single(detail => detail.Name == name).Value;

    private IReadOnlyList<Detail> EntryDetails => Performed.OfType<EnterInRegistry>().First().Entry.Details;

    public Dictionary<string, FakeToken> Tokens { get; } = [];

    public Dictionary<string, string> Says { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = [];

    public Dictionary<string, byte[]> SoftTokens { get; } = [];

    /// <summary>Soft tokens that steps issue; what is in <see cref="SoftTokens"/> was there before.</summary>
    public FakeSoftTokens SoftFiles { get; } = new();

    /// <summary>What folders lie on; null for a folder that is not there, a stick for one that is not named.</summary>
    public Dictionary<string, MediumView?> Media { get; } = [];

    public Dictionary<string, FileView> FileStates { get; } = [];

    /// <summary>The private keys of soft tokens, by their files.</summary>
    public Dictionary<string, ECDsa> SoftKeys { get; } = [];

    /// <summary>Configuration files, their PINs masked.</summary>
    public Dictionary<string, string> Configs { get; } = [];

    public DateTimeOffset Now { get; set; } = Noon;

    public RoomView Room { get; set; } = new(new string('a', 64), new string('b', 64), "0.1.0", "console-1, Debian 12", [new ModuleFile("/usr/lib/hsm.so", new string('c', 64))], []);

    /// <summary>Which approval is declined, counted from 1; 0 for none.</summary>
    public int DeclinesApproval { get; set; }

    public string StepId => "the-step";

    public bool IsRehearsal { get; set; } = true;

    public Registry Registry { get; set; } = Registry.Empty;

    public List<Person> Present { get; } = [];

    public IReadOnlyList<Person> People => Present;

    public List<string> Seats { get; } = ["operator 1", "officer 1", "officer 2", "witness 1"];

    IReadOnlyList<string> IDesk.Seats => Seats;

    public int Quorum { get; set; } = 2;

    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; set; } = [];

    public IReadOnlyDictionary<string, byte[]> Artifacts => _artifacts;

    public TokenEntry Token(TokenRef token) => Tokens[token.Name].Entry;

    public Dictionary<string, ServiceEntry> Services { get; } = [];

    public ServiceEntry? Service(string name) => Services.GetValueOrDefault(name);

    public byte[]? Artifact(string name) => _artifacts.GetValueOrDefault(name);

    public void Has(string artifact, byte[] bytes) => _artifacts.Add(artifact, bytes);

    public Task<T> Look<T>(Look<T> look)
    {
        Calls.Add(Told(look));
        return Task.FromResult((T)Seen(look)!);
    }

    public Task Show(Screen screen)
    {
        Calls.Add($"show {screen.Title}");
        Screens.Add(Checked(screen));
        return Task.CompletedTask;
    }

    public Task<Answers> Ask(Screen screen, Form form)
    {
        Calls.Add($"ask {screen.Title}: {string.Join(", ", form.Fields.Select(field => field.Name))}");
        Screens.Add(Checked(screen));
        Forms.Add(form);
        return Task.FromResult(new Answers(form.Fields.ToDictionary(field => field.Name, Answer)));
    }

    public Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions)
    {
        // Where officers must agree to one of them they agree to all.
        Authority authority = actions.Any(action => action.Authority == Authority.Officers) ? Authority.Officers : Authority.Operator;
        Assert.All(actions.Where(action => action.Authority != authority), action => Assert.IsType<SetUserPin>(action));
        string verb = authority == Authority.Officers ? "officers approve" : "operator approves";
        Calls.Add($"{verb} {screen.Title}: {string.Join(", ", actions.Select(action => action.Name))}");
        Screens.Add(Checked(screen));
        int number = Calls.Count(call => call.Contains(" approve", StringComparison.Ordinal));
        return Task.FromResult(number == DeclinesApproval ? null : new Approval(number, actions));
    }

    public Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action, Func<TReceipt, StepResult?> wrong)
        where TReceipt : Receipt
    {
        Assert.True(approval.TrySpend(action), "an action was performed that was not approved, or twice");
        Calls.Add($"perform {action.Name}");
        Performed.Add(action);
        var receipt = (TReceipt)Done(action);
        return wrong(receipt) is { } refused ? throw new WrongResult(refused) : Task.FromResult(receipt);
    }

    public Task Keep(string name, byte[] bytes)
    {
        Calls.Add($"keep {name}");
        _artifacts.Add(name, bytes);
        return Task.CompletedTask;
    }

    public Task Enter(Person person)
    {
        Calls.Add($"enter {person.Seat} {person.Name}");
        Present.Add(person);
        return Task.CompletedTask;
    }

    public Task Attest(Person person, string statement)
    {
        Calls.Add($"{person.Name} attests: {statement}");
        return Task.CompletedTask;
    }

    /// <summary>In which form tokens make keys, where that is not the usual one.</summary>
    public Dictionary<string, KeyForm> KeyForms { get; } = [];

    private static string Told(Look look) => look switch
    {
        LookAtToken token => $"look at token {token.Token}{(token.LoggedIn ? ", logged in" : "")}",
        LookAtBlankTokens blank => $"look for a blank token for {blank.Token}{(blank.Slot is null ? "" : $" in {blank.Slot}")}{(blank.Serial is null ? "" : $" with the serial number {blank.Serial}")}",
        LookAtRandom random => $"look at {random.Bytes} random bytes",
        LookAtKeyForm form => $"look how keys are made in {form.Token}",
        LookAtFile file => $"look at file {file.Path}",
        LookAtConfig config => $"look at config {config.Path}",
        LookAtSoftToken soft => $"look at soft token {soft.Path} of {soft.Holder}",
        LookAtConsoleKey key => $"look at console key {key.File} of {key.Holder}",
        LookAtClock => "look at clock",
        LookAtMedium medium => $"look at medium {medium.Path}",
        _ => FakeHost.Told(look) ?? "look at room",
    };

    private static Screen Checked(Screen screen)
    {
        Assert.Equal(screen.ToJson(), Screen.FromJson(screen.ToJson()).ToJson());
        Assert.NotEmpty(screen.Help);
        return screen;
    }

    private object? Seen(Look look) => look switch
    {
        LookAtToken token => Tokens[token.Token.Name].View(token.LoggedIn),
        LookAtBlankTokens blank => Tokens[blank.Token.Name].SeeBlank(),
        LookAtRandom random => Draw(random.Bytes),
        LookAtKeyForm form => KeyForms.GetValueOrDefault(form.Token.Name, KeyForm.Usual),
        LookAtFile file => Files.GetValueOrDefault(file.Path),
        LookAtConfig config when Configs.TryGetValue(config.Path, out string? text) => new ConfigView(Encoding.UTF8.GetBytes(text), 0, 0, 0x1A0),
        LookAtSoftToken soft => SoftTokens[soft.Path],
        LookAtConsoleKey key => new byte[] { 0x30, (byte)key.File.Length },
        LookAtClock => Now,
        LookAtMedium medium => Media.TryGetValue(medium.Path, out MediumView? seen) ? seen : new MediumView(medium.Path, "/dev/sdb1", "vfat", true, false, 1_000_000),
        LookAtFileState file when FileStates.TryGetValue(file.Path, out FileView? view) => view,
        LookAtRoom => Room,
        _ => Host.Seen(look),
    };

    private Receipt Done(CeremonyAction action) => action switch
    {
        GenerateKeyPair generate => Tokens[generate.Token.Name].Generate(generate),
        Sign sign => new SignatureReceipt(Tokens[sign.Token.Name].Sign(sign.KeyId, sign.Algorithm, sign.Bytes)),
        SignChallenge sign => new SignatureReceipt(Tokens[sign.Token.Name].Sign(sign.KeyId, sign.Algorithm, sign.Bytes)),
        SignChallengeWithSoftToken sign => new SignatureReceipt(SoftKeys[sign.File].SignData(sign.Bytes, HashAlgorithmName.SHA256)),
        ProveDecryption prove => Tokens[prove.Token.Name].Decrypt(prove),
        ProveDecryptionWithSoftToken prove => SoftFiles.Decrypt(prove),
        ProveWrapping prove => Tokens[prove.Token.Name].Prove(prove),
        StoreCertificate store => Tokens[store.Token.Name].Store(store),
        GenerateSecretKey generate => Tokens[generate.Token.Name].Generate(generate),
        DestroyKey destroy => Tokens[destroy.Token.Name].Destroy(destroy),
        MakeSoftToken make => SoftFiles.Make(make),
        CompleteSoftToken complete => Completed(complete),
        InitialiseToken initialise => Tokens[initialise.Token.Name].Initialise(),
        SetUserPin set => Tokens[set.Token.Name].SetUserPin(),
        ChangePin change => Tokens[change.Token.Name].TellsOfIt(),
        SetPin pin => Tokens[pin.Token.Name].SetPin(),
        _ => Host.Done(action) ?? new EnteredReceipt(),
    };

    private SoftTokenReceipt Completed(CompleteSoftToken action)
    {
        SoftTokens[action.File] = action.Certificates[0];
        return SoftFiles.Complete(action);
    }

    private string Answer(FormField field)
    {
        string answer = Says.GetValueOrDefault(field.Name) ?? field.AsShown ?? field.Initial;
        Assert.Null(field.Refuse(answer));
        return answer;
    }

    private byte[] Draw(int count)
    {
        _drawn++;
        return [.. Enumerable.Range(0, count).Select(at => SHA256.HashData([(byte)_drawn, (byte)(at / 32)])[at % 32])];
    }
}
