using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Fakes;

/// <summary>A step that makes a secret key, or destroys the first key pair, with nothing around it that could refuse.</summary>
internal sealed class ActingKind : StepKind
{
    private static readonly Field<string> What = Core.Scripts.Fields.Choice("what", "What is done.", "make-secret", "destroy-first");

    public override string Name => "act";

    public override string Summary => "Makes or destroys a key, for tests.";

    public override IReadOnlyList<Field> Fields => [What];

    public override StepManual Manual => new() { Does = Summary, Refuses = "Nothing.", Undo = "Not needed.", Example = "- { id: it, do: act }" };

    public override IStep Bind(ScriptMap fields) => new Step(What.Of(fields));

    private sealed record Step(string What) : IStep
    {
        private static readonly TokenRef Hsm = new("hsm");

        public string Title => What;

        public StepForecast Forecast() => new(What, 1);

        public async Task<StepResult> Run(IDesk desk)
        {
            CeremonyFact made = What == "make-secret" ? await MakeSecret(desk) : await DestroyFirst(desk);
            await desk.Show(new Screen("It is done", [new TextBlock(made.Name), .. made is SecretKeyGenerated key ? [new FactsBlock(new Detail("label", key.Key), new Detail("algorithm", key.Algorithm), new Detail("id", key.Id))] : Array.Empty<Block>()]));
            return new StepResult.Done(made);
        }

        private static async Task<CeremonyFact> MakeSecret(IDesk desk)
        {
            await desk.Look(new LookAtToken(Hsm, true));
            _ = await desk.Look(new LookAtKeyForm(Hsm, SecretKeyAlgorithm.Aes256.Name, ["wrap", "unwrap"], Id: null, LoggedIn: true));
            string id = Convert.ToHexStringLower(await desk.Look(new LookAtRandom(20)));
            var action = new GenerateSecretKey(Hsm, "KEK", id, SecretKeyAlgorithm.Aes256, ["wrap", "unwrap"]);
            SecretKeyReceipt key = await desk.Perform((await desk.Approve(new Screen("A secret key"), action))!, action);
            return new SecretKeyGenerated(key.Label, Hsm, key.TokenSerial, key.Id, key.Algorithm, action.Usage, key.Attributes);
        }

        private static async Task<CeremonyFact> DestroyFirst(IDesk desk)
        {
            KeyGenerated key = desk.Registry.Key("First key")!;
            var action = new DestroyKey(key.Token, key.Id, key.Key);
            DestroyedReceipt gone = await desk.Perform((await desk.Approve(new Screen("The end of a key"), action))!, action);
            await desk.Look(new LookAtToken(Hsm, true));
            return new KeyDestroyed(key.Key, key.Token, gone.TokenSerial, key.Id);
        }
    }
}
