using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Run;
using Ceremony.Journal;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>A token for a story: where it is and what its user types.</summary>
/// <param name="Module">The PKCS#11 module's file.</param>
/// <param name="Label">The token's label.</param>
/// <param name="Pin">What is typed as its user PIN.</param>
internal sealed record StoryToken(string Module, string Label, string Pin)
{
    /// <summary>What its module is given beside its file, as the script says it in the braces of one of its modules; null where it is named by its file.</summary>
    public string? Setup { get; init; }

    /// <summary>More keys of the token in the script.</summary>
    public string More { get; init; } = "";
}

/// <summary>
/// A ceremony for real on a token behind its own module: it makes the keys of a CA, of a server and one to spare, certifies, installs, looks, destroys and seals. What the people decide where it does not go on is
/// written down, so that a test tells success, a refusal and a dead end apart.
/// </summary>
internal sealed class TokenStory : IDisposable
{
    private const int MostRefusals = 4;
    private const string BeforeList = "- { id: list,";
    private readonly Stage _stage;
    private readonly StoryToken _token;
    private readonly List<string> _works = [];
    private readonly Dictionary<string, string> _pins = [];
    // Some come with a security officer PIN of their maker's, which the first one must be.
    private int _chosen = 1;

    /// <param name="token">The token.</param>
    /// <param name="algorithm">The kind of key of the CA and the server.</param>
    /// <param name="spare">The kind of key that is made and destroyed.</param>
    /// <param name="isBlank">Whether it is blank at first: it is initialised, and at the end its PINs are changed and its user PIN is set anew.</param>
    /// <param name="more">Steps that are done as soon as the spare key is made.</param>
    public TokenStory(StoryToken token, string algorithm = "ec-p256", string spare = "rsa-2048", bool isBlank = false, params IReadOnlyList<string> more)
    {
        _token = token;
        _pins["pin hsm"] = token.Pin;
        string script = isBlank ? Script.Replace("      - { id: ca-key,", Setup + "      - { id: ca-key,", StringComparison.Ordinal).Replace("  - act: The end", PinsOfIt + "  - act: The end", StringComparison.Ordinal) : Script;
        string signature = algorithm.StartsWith("rsa", StringComparison.Ordinal) ? "sha256-rsa" : algorithm == "ec-p384" ? "sha384-ecdsa" : "sha256-ecdsa";
        _stage = new Stage(script.Replace("MODULES\n", token.Setup is null ? "" : $"modules:\n  vendor: {{ file: {token.Module}, {token.Setup} }}\n", StringComparison.Ordinal).Replace("MODULE", token.Setup is null ? token.Module : "vendor", StringComparison.Ordinal).Replace("MORE", token.More, StringComparison.Ordinal).Replace("LABEL", Uri.EscapeDataString(token.Label), StringComparison.Ordinal)
            .Replace("ALGORITHM", algorithm, StringComparison.Ordinal).Replace("SPARE", spare, StringComparison.Ordinal).Replace("SIGNATURE", signature, StringComparison.Ordinal)
            .Replace(BeforeList, $"{string.Concat(more.Select(step => $"- {step}\n      "))}{BeforeList}", StringComparison.Ordinal))
        {
            IsProduction = true,
        };
        _stage.Around = ports => ports with { Tokens = Around(Tokens = new Pkcs11Tokens(new CallWatch { Slow = Slow, GivenUp = GiveUp.Token }, RunPlan.Of(_stage.Bound()).Setups)) };
        _stage.Room.Instead = Answer;
    }

    /// <summary>Why a step could not be done, each time: code or title, then the sentence.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>What was told of each key that is not as it was demanded.</summary>
    public List<string> Accepts { get; } = [];

    /// <summary>Whether the officers accept such a key.</summary>
    public bool AcceptsKeys { get; set; } = true;

    /// <summary>What took long.</summary>
    public IReadOnlyList<string> Works => _works;

    /// <summary>Has people leave instead of waiting.</summary>
    public CancellationTokenSource GiveUp { get; set; } = new();

    /// <summary>What happens as something takes long.</summary>
    public Action<string> WhenSlow { get; set; } = _ => { };

    /// <summary>What people do before they answer.</summary>
    public Action<Screen, Prompt> Before { get; set; } = (_, _) => { };

    /// <summary>What is chosen where a step cannot be done; by default once more, and then the abort.</summary>
    public Func<string, string> Decide { get; set; } = _ => "again";

    /// <summary>What is chosen where a token is not as the record tells; told what differs, and the choices.</summary>
    public Func<string, IReadOnlyList<string>, string> Differs { get; set; } = (says, _) => throw new InvalidOperationException(says);

    /// <summary>What is typed as its user PIN before the right one is.</summary>
    public Queue<string> FirstPins { get; } = [];

    public Pkcs11Tokens? Tokens { get; private set; }

    /// <summary>What stands between the run and the tokens.</summary>
    public Func<ITokens, ITokens> Around { get; set; } = tokens => tokens;

    /// <summary>The PINs that people chose last, by the question's key.</summary>
    public IReadOnlyDictionary<string, string> Pins => _pins;

    public IReadOnlyList<JournalLine> Lines => _stage.Lines;

    public string Folder => _stage.Folder;

    public Stage Stage => _stage;

    /// <summary>Holds it.</summary>
    public Task<RunEnd> Begin() => Held(_stage.Begin);

    /// <summary>Goes on with it.</summary>
    public Task<RunEnd> Resume()
    {
        GiveUp = new CancellationTokenSource();
        return Held(_stage.Resume);
    }

    /// <summary>What must be there before it begins, looked at with the real module.</summary>
    public IReadOnlyList<Readiness> Preflight()
    {
        RunPlan plan = RunPlan.Of(_stage.Bound());
        return new Preflight(plan, new PreflightPorts(_stage.Files, _stage.Machine, () => new Pkcs11Tokens(setups: plan.Setups), _stage.Installation), _stage.Folder, DateTimeOffset.UnixEpoch).Look();
    }

    /// <summary>What the verifier finds in its record.</summary>
    public IReadOnlyList<string> Findings() => _stage.Findings();

    public void Dispose()
    {
        Tokens?.Dispose();
        GiveUp.Dispose();
        _stage.Dispose();
    }

    private async Task<RunEnd> Held(Func<Task<RunOutcome>> hold)
    {
        try
        {
            return (await hold()).End;
        }
        finally
        {
            Tokens?.Dispose();
        }
    }

    private IDisposable? Slow(string what)
    {
        _works.Add(what);
        WhenSlow(what);
        return null;
    }

    private RoomReply? Answer(Screen screen, Prompt prompt)
    {
        Before(screen, prompt);
        return prompt switch
        {
            PinPrompt { IsAtDevice: true } => new PinTyped(new Secret([])),
            PinPrompt { Key: "new-pin hsm" } when _stage.Room.State.StepId is "ca-key" => new PinTyped(Secret.FromText(_token.Pin)),
            PinPrompt { Key: "pin hsm" } when FirstPins.TryDequeue(out string? first) => new PinTyped(Secret.FromText(first)),
            PinPrompt { IsNew: true } pin => new PinTyped(Secret.FromText(Chosen(pin.Key))),
            PinPrompt pin when _pins.TryGetValue(pin.Key, out string? known) => new PinTyped(Secret.FromText(known)),
            PinPrompt => new PinTyped(Secret.FromText(Stage.KitPin)),
            ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Stage.KitPin)),
            ChoicePrompt { Key: "after-refusal" } => new Chose(Refused(screen)),
            ChoicePrompt { Key: "key-as-it-is" } => new Chose(Accepted(screen)),
            ChoicePrompt { Key: "exception" } differs => new Chose(Differs(Warning(screen), [.. differs.Choices.Select(each => each.Key)])),
            _ => null,
        };
    }

    // A new PIN each time, in the length that every token takes.
    private string Chosen(string key)
    {
        string owner = key.Replace("new-", "", StringComparison.Ordinal);
        return _pins[owner] = owner == "so-pin hsm" ? $"8765432{_chosen++}" : $"12345{_chosen++}";
    }

    private string Accepted(Screen screen)
    {
        Accepts.Add(Warning(screen));
        return AcceptsKeys ? "allow" : "destroy";
    }

    private static string Warning(Screen screen) => string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text));

    private string Refused(Screen screen)
    {
        string says = Warning(screen);
        Refusals.Add(says);
        return Refusals.Count >= MostRefusals ? "abort" : Decide(says);
    }

    private const string Setup = """
              - { id: setup, do: initialise-token, token: hsm }

        """;

    private const string PinsOfIt = """
          - act: Its PINs
            steps:
              - { id: pin, do: change-pin, token: hsm }
              - { id: so-pin, do: change-pin, token: hsm, of: security-officer }
              - { id: unblock, do: unblock-pin, token: hsm }
              - { id: keys, do: list-token, token: hsm, login: yes }

        """;

    private const string Script = """
        format: ceremony-script/1
        ceremony: token
        version: 1
        title: A token as it is
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        MODULES
        tokens:
          hsm: { uri: 'pkcs11:token=LABEL', module: MODULE, custodian: officer 1MORE }
        acts:
          - act: The room
            steps:
              - { id: room, do: check-room }
              - { id: people, do: gather }
              - { id: kit, do: open-boot-kit, folder: boot-kit }
          - act: The CA
            steps:
              - { id: ca-key, do: generate-key, key: CA key, token: hsm, algorithm: ALGORITHM, usage: [sign] }
              - { id: ca, do: create-ca, name: Root, key: CA key, issuer: self-signed, subject: [ { CN: Root } ], valid-for: 10 years }
              - { id: certs, do: create-certificate-procedure, name: Certs, issuer: Root, format: rfc5280, valid-for: 2 years, signature-algorithm: SIGNATURE }
          - act: The server
            steps:
              - { id: tls-key, do: generate-key, key: tls, token: hsm, algorithm: ALGORITHM, usage: [sign] }
              - { id: request, do: request-certificate, key: tls, subject: [ { CN: server } ], key-usage: [digitalSignature], name: tls }
              - { id: issue, do: issue-certificate, request: tls.csr, procedure: Certs, subject-name: server, name: tls }
              - { id: install, do: install-certificate, certificate: tls.crt, token: hsm, key: tls }
              - { id: spare-key, do: generate-key, key: spare, token: hsm, algorithm: SPARE, usage: [sign] }
              - { id: list, do: list-token, token: hsm, login: yes }
              - { id: destroy, do: destroy-key, key: spare }
          - act: The end
            steps:
              - { id: seal, do: seal-transcript }
        """;
}
