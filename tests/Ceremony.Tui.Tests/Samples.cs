using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui.Tests;

/// <summary>A room in the middle of a ceremony, and the screens and questions that come up in it.</summary>
internal static class Samples
{
    public const string Sha256 = "8f3a0c51d27e94b66a1f5e08c3d9720b4e5516af9d830c62b7f1a8e4093d5c7e";

    public const string Proposed = "c1b4e7f00a9d3682557e6f41d2083b9c7a1e54f6980b2cd3e46f5a7188c09d21";

    public static DateTimeOffset Utc { get; } = new(2026, 3, 1, 14, 2, 11, TimeSpan.Zero);

    public static RoomState Room { get; } = new(
        true,
        "Bootstrap Certificate Manager",
        7,
        31,
        true,
        [
            new("The room", StepState.Done, [new("compare script and program", StepState.Done), new("gather the people", StepState.Done)]),
            new(
                "Officer & System CA",
                StepState.Open,
                [
                    new("open the boot kit", StepState.Done), new("generate the CA key", StepState.Open), new("create the CA", StepState.Ahead),
                    new("compare the fingerprint", StepState.Ahead),
                ]),
            new("Procedures", StepState.Ahead, [new("officer certificates", StepState.Ahead)]),
            new("Officers' cards", StepState.Ahead, [new("first card", StepState.Ahead), new("second card", StepState.Ahead)]),
            new("Tokens for TLS", StepState.Ahead, []),
            new("Cut over", StepState.Ahead, []),
            new("Remove the boot kit", StepState.Ahead, []),
        ],
        [new("operator", 1, "Alba Vega"), new("officer", 1, "Bruno Keller"), new("officer", 2, "Chiara Rossi"), new("witness", 1, "Dag Nilsen")],
        41,
        [
            new("14:01:12Z", "approved", "open the boot kit"),
            new("14:01:40Z", "performed", "boot kit opened, Boot CA 3C77 91…"),
            new("14:01:58Z", "step-done", "open the boot kit"),
            new("14:02:11Z", "step-started", "generate the CA key"),
        ],
        "topmost Istanbul Pluto vagabond");

    public static Screen Key { get; } = new(
        "Generate the CA key",
        new TextBlock("A new RSA key of 4096 bits will be made in the HSM. It cannot leave it."),
        new FactsBlock(
            Detail.From("token", "CM-HSM"),
            Detail.From("serial", "5f1c0a7be2d94410"),
            Detail.From("model", "SoftHSM v2, 2.6"),
            new("label", "Officer and system CA key"),
            new("usage", "sign"),
            new("attributes", "sensitive, not extractable")),
        new TextBlock("No key of this label is on the token."));

    public static Screen Blocks { get; } = new(
        "Slots and cards",
        new TextBlock("Everything here is also in the inventory.\n\nA second paragraph stands apart."),
        new WarningBlock("The card in the reader \"right\" is not one of this ceremony: take it out, and say why it was there."),
        new TableBlock(
            ["token", "serial", "model", "PIN", "objects"],
            [
                ["CM-HSM", "5f1c0a7be2d94410", "SoftHSM v2", "set", "2 private 2 public 1 cert"],
                ["(no token)", "reader \"right\"", "–", "–", "–"],
                ["OFFICER-1", "0000 4711", "PIV", "3 left", "2 private 2 cert"],
            ]),
        new FactsBlock(Detail.From("subject", "CN=Evil\u202Egnp.\u001B[31m, O=Ünïcode 日本"), new("a name that is longer than names are", "its value")),
        new SecretBlock("PIN of card 0000 4711", "Bruno Keller"));

    public static Screen Diff { get; } = new(
        "Edit a configuration file",
        new TextBlock("4 settings will be made in this file. Everything else in it stays as it is, byte for byte."),
        new FactsBlock(Detail.From("file", "config/cm.conf"), new("owner and group", "0:120"), new("mode", "0640"), Detail.From("backup", "config/cm.conf.before-tls-in-cf")),
        new DiffBlock(
            "config/cm.conf",
            [
                new("~", 1, ""),
                new(" ", 8, "# TLS of the Certificate Factory"),
                new(" ", 9, "SSL.enabled = true"),
                new("-", 10, "SSL.file=certs/tls.p12"),
                new("+", 10, "SSL.file=/opt/nexus/certificate-manager/certs/a-name-that-is-much-longer-than-names-of-files-should-be/tls.p12"),
                new("-", 11, "SSL.pin=****"),
                new("+", 11, "SSL.pin=****"),
                new(" ", 12, ""),
                new("~", 13, ""),
                new(" ", 118, "pkcs11.1 =  /usr/lib/libhsm.so"),
                new("+", 119, "pkcs11.2=/usr/lib/softhsm/libsofthsm2.so"),
            ]),
        new TableBlock(["setting", "is the PIN of", "asked of", "proven by"], [["SSL.pin", "tls.p12", "Alba Vega", "opening it"]]));

    public static Screen Long { get; } = new("The script", new TextBlock(string.Join('\n', Enumerable.Range(1, 60).Select(row => $"row {row} of the script"))));

    public static Screen Fingerprint { get; } = new(
        "Fingerprint of the Officer and System CA",
        new FingerprintBlock("Certificate  Officer and system CA", Sha256),
        new TextBlock("Write it on your sheet. Enter hides it; then three of the words are asked."));

    public static Screen Revoke { get; } = new(
        "Revoke the Boot CA",
        new TextBlock("Revoke the Boot CA. From now on its officers cannot sign in."),
        new FactsBlock(
            Detail.From("authority", "CN=Boot CA"),
            Detail.From("serial", "01 6F 20 9C 44 D1 83 0A 7E 51 22 B6 90 3F C8 15"),
            new("reason", "cessation of operation")))
    {
        Irreversible = true,
    };

    public static IReadOnlyList<string> DeletionSentences { get; } =
    [
        "Destroy the key pair \"Boot CA\" in CM-BOOT; it can never sign again.",
        "Remove the file /opt/nexus/boot/boot-ca.pem, SHA-256 8f3a0c51d27e94b66a1f5e08c3d9720b4e5516af9d830c62b7f1a8e4093d5c7e; no copy is kept.",
    ];

    public static Screen Deletion { get; } = new(
        "Take away what the bootstrap left behind, every piece of it",
        new TextBlock(DeletionSentences[0]),
        new WarningBlock(Ceremony.Core.Screens.Screen.CannotBeUndone("A key is destroyed")),
        new FactsBlock([.. Enumerable.Range(1, 24).Select(number => new Detail($"fact {number}", $"value {number}, which is too long to stand beside another"))]),
        new TextBlock(DeletionSentences[1]),
        new FactsBlock([.. Enumerable.Range(25, 18).Select(number => new Detail($"fact {number}", $"value {number}, which is too long to stand beside another"))]));

    public static IReadOnlyList<string> TogetherTitles { get; } = ["1 of 2: step 7, destroy the key", "2 of 2: step 8, remove the file"];

    public static Screen Together { get; } = new("2 steps, confirmed together", [new TextBlock(TogetherTitles[0]), .. Deletion.Blocks.Take(3), new TextBlock(TogetherTitles[1]), .. Deletion.Blocks.Skip(3)]);

    public static Form People { get; } = new(
        new FormField("operator 1", "Operator") { Pattern = ".+", Shape = "the name as on the identity document" },
        new FormField("country", "Country") { Pattern = "[A-Z]{2}", Shape = "two capital letters", MaxLength = 2 },
        new FormField("tls-token", "TLS key kept in") { Choices = ["hardware", "software"] });

    public static ChoicePrompt Ways { get; } = new("after refusal", new Choice("again", "Try again"), new Choice("exception", "Go on with an exception"), new Choice("abort", "Abort"), new Choice("wait", "Wait"));

    public static PinPrompt Pin { get; } = new("pin hsm", "User PIN of CM-HSM", "Custodian (officer 1, B. Keller)", PinState.CountLow, null, "1234");

    public static ConfirmPrompt Confirm { get; } = new(
        [
            new("Officer 1", "Bruno Keller", "card 0000 4711 in reader \"left\"", null, "15:39:48Z", null),
            new("Officer 2", "Chiara Rossi", "card 0000 4712 in reader \"right\"", PinState.Set, null, "5678"),
        ],
        null,
        null,
        null,
        new FingerprintBlock("Line 42 of the journal: this proposal", Proposed));

    public static ConfirmPrompt ConfirmOfThree { get; } = Confirm with
    {
        Panes = [.. Confirm.Panes, new("Officer 3", "Friedrich-Wilhelm von Hohenberg", "soft token officer3.p12", PinState.Set, null, null)],
        Quorum = 2,
    };

    public static ShowSecretPrompt ShownSecret() => new("pin card 1", "PIN of card 0000 4711", "Bruno Keller", Secret.FromText("027459"), null);

    public static Scene Scene(Screen screen, Prompt? prompt) => new(Room, screen, prompt, null, UiState.For(prompt));

    public static Painted Paint(Scene scene, int width = 80, int height = 24, GlyphSet glyphs = GlyphSet.Full, long now = 0) =>
        Painter.Paint(scene, new PaintStyle(glyphs, DarkOnLight: false), width, height, Utc, now);
}
