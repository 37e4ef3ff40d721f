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
/// <param name="Pin">Its user PIN.</param>
internal sealed record StoryToken(string Module, string Label, string Pin);

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

    /// <param name="token">The token.</param>
    /// <param name="algorithm">The kind of key of the CA and the server.</param>
    /// <param name="spare">The kind of key that is made and destroyed.</param>
    /// <param name="more">Steps that are done as soon as the spare key is made.</param>
    public TokenStory(StoryToken token, string algorithm = "ec-p256", string spare = "rsa-2048", params IReadOnlyList<string> more)
    {
        _token = token;
        string signature = algorithm.StartsWith("rsa", StringComparison.Ordinal) ? "sha256-rsa" : algorithm == "ec-p384" ? "sha384-ecdsa" : "sha256-ecdsa";
        _stage = new Stage(Script.Replace("MODULE", token.Module, StringComparison.Ordinal).Replace("LABEL", token.Label, StringComparison.Ordinal)
            .Replace("ALGORITHM", algorithm, StringComparison.Ordinal).Replace("SPARE", spare, StringComparison.Ordinal).Replace("SIGNATURE", signature, StringComparison.Ordinal)
            .Replace(BeforeList, $"{string.Concat(more.Select(step => $"- {step}\n      "))}{BeforeList}", StringComparison.Ordinal))
        {
            IsProduction = true,
        };
        _stage.Around = ports => ports with { Tokens = Tokens = new Pkcs11Tokens(new CallWatch { Slow = Slow, GivenUp = GiveUp.Token }) };
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

    public Pkcs11Tokens? Tokens { get; private set; }

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
            PinPrompt { Key: "pin hsm" } => new PinTyped(Secret.FromText(_token.Pin)),
            PinPrompt { Key: "new-pin hsm" } => new PinTyped(Secret.FromText(_token.Pin)),
            PinPrompt => new PinTyped(Secret.FromText(Stage.KitPin)),
            ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Stage.KitPin)),
            ChoicePrompt { Key: "after-refusal" } => new Chose(Refused(screen)),
            ChoicePrompt { Key: "key-as-it-is" } => new Chose(Accepted(screen)),
            ChoicePrompt { Key: "exception" } => throw new InvalidOperationException(string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text))),
            _ => null,
        };
    }

    private string Accepted(Screen screen)
    {
        Accepts.Add(string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text)));
        return AcceptsKeys ? "allow" : "destroy";
    }

    private string Refused(Screen screen)
    {
        string says = string.Join(' ', screen.Blocks.OfType<WarningBlock>().Select(block => block.Text));
        Refusals.Add(says);
        return Refusals.Count >= MostRefusals ? "abort" : Decide(says);
    }

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
        tokens:
          hsm: { uri: 'pkcs11:token=LABEL', module: MODULE, custodian: officer 1 }
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
