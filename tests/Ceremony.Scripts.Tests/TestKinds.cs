using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts.Tests;

/// <summary>A few kinds with fields of every sort, so that the reader is tested without the steps themselves.</summary>
internal static class TestKinds
{
    private static readonly Field<TokenRef> Token = Fields.Token("token", "The token.");

    public static IReadOnlyList<StepKind> All { get; } =
    [
        new Kind("check-room", []),
        new Kind("gather", []) { Also = Thing.Confirmers },
        new Kind("generate-key", [Gives("", Thing.Key, "key")], Fields.Text("key", "The key's name."), Token, Fields.Algorithm("algorithm", "Kind and size."), Fields.Choices("usage", "What it may do.", "sign", "decrypt"))
        {
            Forecasts = fields => new StepForecast($"makes the key \"{Text(fields, "key")}\" in {Text(fields, "token")}", 1),
        },
        new Kind("create-ca", [Gives("", Thing.Ca, "name"), new("certificate", "For tests.", Thing.CaCertificate)], Fields.Text("name", "The CA's name."), Fields.Text("key", "Its key.").Naming(Thing.Key), Fields.Subject("subject", "Its subject."), Fields.Validity("valid-for", "How long."))
        {
            Forecasts = fields => new StepForecast($"creates the CA \"{Text(fields, "name")}\" with the key {Text(fields, "key")}", 1),
        },
        new Kind("compare-fingerprint", [], Fields.Pattern("of", "The artifact.", "[a-z0-9.-]{1,64}", "an artifact's name")),
        new Kind("create-officer", [Gives("", Thing.Officer, "name")], Fields.Text("name", "The officer's name."), Token)
        {
            Forecasts = fields => new StepForecast($"makes {Text(fields, "name")} an officer", 1) { GivesPin = new TokenRef(Text(fields, "token")) },
        },
        new Kind("issue-soft-token", [Gives("", Thing.SoftToken, "file"), Gives("file", Thing.SoftToken, "file")], Fields.Text("file", "The file."), Fields.Text("holder", "Who learns the PIN."))
        {
            Forecasts = fields => new StepForecast("issues a soft token", 1),
        },
        new Kind("create-soft-officer", [Gives("", Thing.Officer, "name")], Fields.Text("name", "The officer's name."), Fields.Text("soft-token", "The soft token's file."))
        {
            Forecasts = fields => new StepForecast($"makes {Text(fields, "name")} an officer", 1),
        },
        new Kind("sign-in", [], Fields.Text("officer", "The officer."))
        {
            Forecasts = fields => new StepForecast("signs in", 0),
        },
        new Kind("start-service", [], Fields.Service("service", "The service.")),
        new Kind("record", [new("", "For tests.", Thing.Text)]),
        new Kind("open-kit", [])
        {
            Forecasts = _ => new StepForecast("opens the kit", 0),
        },
        new Kind("range", [], Fields.Number("from", "The least.", 1, 99), Fields.Number("to", "The most.", 1, 99), Fields.Text("of", "What of.").Optional(""))
        {
            Refuses = fields => int.Parse(Text(fields, "from"), null) > int.Parse(Text(fields, "to"), null) ? "\"from\" is more than \"to\"" : null,
        },
        new Kind("read", [], Fields.Text("text", "What is read.", 200), Fields.YesNo("twice", "Whether it is read twice.").Optional(false)),
        new Kind("edit-config", [], Fields.Settings("set", "The settings.")),
        new Kind("seal-transcript", []) { Forecasts = _ => new StepForecast("seals the transcript", 1) },
    ];

    private static StepOutput Gives(string name, Thing thing, string field) => new(name, "For tests.", thing, Fields.Text(field, "For tests."));

    private static string Text(ScriptMap fields, string name) => ((ScriptScalar)fields.Find(name)!).Text;

    private sealed class Kind(string name, StepOutput[] outputs, params Field[] fields) : StepKind
    {
        public override string Name => name;

        public override string Summary => $"The kind {name}, for tests.";

        public override IReadOnlyList<Field> Fields => fields;

        public override IReadOnlyList<StepOutput> Outputs => outputs;

        public Thing? Also { get; init; }

        public override IEnumerable<MadeThing> Makes(ToldStep step, IEarlierSteps earlier) =>
            Also is { } thing ? [.. base.Makes(step, earlier), new MadeThing(thing, "", step.Mark)] : base.Makes(step, earlier);

        public override StepManual Manual => new() { Does = "Nothing.", Refuses = "Nothing.", Undo = "Nothing.", Example = $"- {{ id: {name}, do: {name} }}" };

        public Func<ScriptMap, StepForecast> Forecasts { get; init; } = _ => new StepForecast($"does {name}", 0);

        public Func<ScriptMap, string?> Refuses { get; init; } = _ => null;

        public override IStep Bind(ScriptMap fields)
        {
            foreach (Field field in Fields)
            {
                if (fields.Find(field.Name) is { } value)
                    field.Check(value);
            }

            return Refuses(fields) is { } refusal ? throw new ScriptProblemException(fields.Mark, refusal) : new Step(name, fields, Forecasts);
        }
    }

    internal sealed record Step(string Name, ScriptMap Fields, Func<ScriptMap, StepForecast> Forecasts) : IStep
    {
        public string Title => Name.Replace('-', ' ');

        public StepForecast Forecast() => Forecasts(Fields);

        public Task<StepResult> Run(IDesk desk) => Task.FromResult<StepResult>(new StepResult.Done());
    }
}
