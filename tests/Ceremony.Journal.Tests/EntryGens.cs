using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;
using CsCheck;

namespace Ceremony.Journal.Tests;

/// <summary>Entries of every kind, by their kinds, with whatever can stand in them.</summary>
internal static class EntryGens
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char['\0', '\u00ff'].Array[0, 12].Select(characters => new string(characters)),
        Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32));

    private static readonly Gen<long> Number = Gen.Long[-9007199254740991, 9007199254740991];
    private static readonly Gen<byte[]> Bytes = Gen.Byte.Array[0, 20];
    private static readonly Gen<IReadOnlyList<string>> Texts = List(Text);
    private static readonly Gen<Person> Person = Gen.Select(Text, Number, Text, (role, number, name) => new Person(role, number, name));
    private static readonly Gen<IReadOnlyList<ModuleFile>> Modules = List(Gen.Select(Text, Text, Texts, List(Gen.Select(Text, Text, (file, sha256) => new ConfigurationFile(file, sha256))), Text.Null(), (module, sha256, names, files, parameters) => new ModuleFile(module, sha256)
    {
        Environment = [.. names.Distinct().Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, sha256))],
        Configuration = files,
        Parameters = parameters,
    }));

    private static readonly Gen<IReadOnlyDictionary<string, string>> Map = Gen.Select(Texts, Text, (names, value) =>
        (IReadOnlyDictionary<string, string>)names.Distinct().ToDictionary(name => name, name => value + name));

    private static readonly Gen<Block> Block = Gen.OneOf(
        Text.Select(text => (Block)new TextBlock(text)),
        Text.Select(text => (Block)new WarningBlock(text)),
        List(Gen.Select(Text, Text, Gen.Bool, (name, value, isForeign) => new Detail(name, value, isForeign))).Select(details => (Block)new FactsBlock(details)),
        Gen.Select(Texts, List(Texts), (columns, rows) => (Block)new TableBlock(columns, rows)),
        Gen.Select(Text, Text, (of, sha256) => (Block)new FingerprintBlock(of, sha256)),
        Gen.Select(Text, Number, (file, number) => (Block)new DiffBlock(file, [new DiffLine("+", number, file)])),
        Gen.Select(Text, Text, (secret, holder) => (Block)new SecretBlock(secret, holder)));

    private static readonly Gen<Screen> Screen = Gen.Select(Text, List(Block), Gen.Bool, (title, blocks, isIrreversible) => new Screen(title, blocks) { Irreversible = isIrreversible });

    private static readonly Gen<Form> Form = List(Gen.Select(Text, Text, Text.Null(), Texts, (name, label, pattern, choices) => new FormField(name, label) { Pattern = pattern, Choices = choices }))
        .Select(fields => new Form(fields));

    private static readonly Gen<JsonMap> Json = Gen.Select(Text, Text, (first, second) => new JsonMap { { "first", first }, { "second", second } });

    private static readonly Gen<CeremonyAction> Action = Gen.OneOf(
        Gen.Select(Text, Text, Texts, (token, label, usage) => (CeremonyAction)new GenerateKeyPair(new TokenRef(token), label, "0a", KeyAlgorithm.Find("rsa-4096")!, usage)),
        Gen.Select(Text, Text, (expected, happened) => (CeremonyAction)new AllowException(expected, happened, "go on")),
        Gen.Select(Text, Bytes, (token, certificate) => (CeremonyAction)new StoreCertificate(new TokenRef(token), "0a", token, certificate)));

    private static readonly Gen<TokenView> View = Gen.Select(Text, Gen.Enum<PinState>(), Texts.Null(), (text, pin, attributes) => new TokenView(
        text, text, text, text, text, pin != PinState.NotSet, pin, pin, attributes is null ? null : [new TokenObject("public", text, "0a", "rsa-4096", [1], null, attributes)]));

    private static readonly Gen<InventoryToken> Token = Gen.OneOf(
        Gen.Select(Text, View, (token, view) => new InventoryToken(token, view, null)),
        Gen.Select(Text, Text, (token, fault) => new InventoryToken(token, null, fault)),
        Text.Select(token => new InventoryToken(token, null, null)));

    private static readonly Gen<CeremonyFact> Fact = Gen.OneOf(
        Gen.Select(Text, Text, (ca, reason) => (CeremonyFact)new CaRevoked(ca, reason)),
        Gen.Select(Text, Bytes, (name, certificate) => (CeremonyFact)new BootKitOpened(certificate, name) { Issued = [certificate], Procedures = [name] }));

    private static readonly Gen<Proposed> Proposed = Gen.Select(Gen.Enum<Authority>(), Screen, List(Action), Texts, Text, Gen.DateTimeOffset, (authority, screen, actions, texts, text, until) =>
        new Proposed(authority, screen, actions, texts, text, until, [.. texts.Select(each => new ProposedOfficer(each, text, "soft", text))]));

    /// <summary>The closed list, as the tests know it.</summary>
    public static IReadOnlyDictionary<string, Gen<Entry>> All { get; } = new Dictionary<string, Gen<Entry>>
    {
        ["opened"] = Of(Gen.Select(Text, Number, Gen.Bool, Modules, (text, number, isRehearsal, modules) => new Opened(Core.Edition.Current, text, text, number, isRehearsal, text, text, text, text, modules, number, number) { SignOnLeave = isRehearsal, InterfacesUp = [.. modules.Select(each => each.Module)] })),
        ["parameters"] = Of(Gen.Select(Map, Texts, (values, texts) => new Parameters(values, [.. texts.Select(each => new ListedStep(each, "read", each, each))], [.. texts.Select(each => new CalledToken(each, each))]))),
        ["entered"] = Of(Person.Select(person => new Entered(person))),
        ["left"] = Of(Person.Select(person => new Left(person))),
        ["clock"] = Of(Number.Select(number => new ClockJumped(number))),
        ["clock-compared"] = Of(Gen.DateTimeOffset.Select(shown => new ClockCompared(shown))),
        ["inventory"] = Of(Gen.Select(Text, List(Token), (when, tokens) => new Inventory(when, tokens))),
        ["network"] = Of(Texts.Select(names => new NetworkChanged(names))),
        ["token-inserted"] = Of(Text.Select(text => new TokenInserted(text))),
        ["token-removed"] = Of(Text.Select(text => new TokenRemoved(text))),
        ["step-started"] = Of(Gen.Select(Text, Gen.Long[1, 9], Gen.Bool.Nullable(), Texts, (text, number, airGap, names) => new StepStarted(number, text, text, number, airGap, [.. names.Select(each => new NetworkInterfaceView(each, true, false))]))),
        ["looked"] = Of(Gen.Select(Text, Json, (text, seen) => new Looked(new JsonMap { { "look", text } }, seen))),
        ["shown"] = Of(Screen.Select(screen => new Shown(screen))),
        ["answered"] = Of(Gen.Select(Screen, Form, Map, (screen, form, answers) => new Answered(screen, form, new Answers(answers)))),
        ["corrected"] = Of(Number.Select(number => new Corrected(number))),
        ["proposed"] = Of(Proposed),
        ["confirmed"] = Of(Gen.Select(Text, Number, Bytes, (text, number, bytes) => new Confirmed(text, text, text, number, text, text, bytes, bytes))),
        ["approved"] = Of(Number.Select(number => new Approved(number))),
        ["expired"] = Of(Number.Select(number => new Expired(number))),
        ["refused"] = Gen.OneOf(
            Of(Gen.Select(Text, Number, (text, number) => new ConfirmationRefused(number, text, text))),
            Of(Gen.Select(Text, Text, (text, reason) => new StepRefused(text, reason, text))),
            Of(Gen.Select(Text, Text, (text, reason) => new SealRefused(text, reason)))),
        ["intended"] = Of(Gen.Select(Action, Number, (action, number) => new Intended(action, number))),
        ["performed"] = Gen.OneOf(
            Of(Gen.Select(Json, Number, Gen.Bool, (receipt, number, isInspected) => new ActionPerformed(number, receipt, isInspected))),
            Of(Gen.Select(Text, Number, (text, number) => new ArtifactKept(text, text, number)))),
        ["failed"] = Of(Gen.Select(Text, Number.Nullable(), (text, number) => new Failed(number, text, text))),
        ["secret-shown"] = Of(Gen.Select(Text, Number, (text, number) => new SecretShown(text, text, number, number))),
        ["sign-in-failed"] = Of(Gen.Select(Text, Text, (text, code) => new SignInFailed(text, text, code))),
        ["login-kept"] = Of(Gen.Select(Text, Number, (text, minutes) => new LoginKept(text, minutes))),
        ["login-ended"] = Of(Gen.Select(Text, Gen.Int[0, Enum.GetValues<LoginEnd>().Length - 1], (text, why) => new LoginEnded(text, (LoginEnd)why))),
        ["attested"] = Of(Gen.Select(Text, Text, (person, statement) => new StatementAttested(person, statement))),
        ["exception"] = Of(Gen.Select(Text, Text, Text, (expected, happened, decided) => new ExceptionDecided(expected, happened, decided))),
        ["note"] = Of(Text.Select(text => new Note(text))),
        ["break"] = Of(Gen.Select(Gen.Bool, Text, (begins, reason) => new Break(begins, reason))),
        ["head-signed"] = Of(Gen.Select(Text, Number, Bytes, (text, number, bytes) => new HeadSigned(text, text, text, number, text, text, bytes, bytes))),
        ["witnessed"] = Of(Gen.Select(Text.Null(), Number, (hash, number) => new Witnessed(number, hash))),
        ["resumed"] = Of(Gen.Select(Text, Modules, (text, modules) => new Resumed(text, text, text, modules))),
        ["recovered"] = Of(Gen.Select(Text, Number, (text, number) => new Recovered(number, text, text))),
        ["step-done"] = Of(Gen.Select(Gen.Long[1, 9], List(Fact), Map, Number.Nullable(), (attempt, facts, outputs, exception) => new StepDone(attempt, facts, outputs, exception))),
        ["sealed"] = Of(Gen.Select(Text, Number, Bytes, (text, number, bytes) => new Sealed(text, number, [new RosterEntry(text, text, text, text, bytes)], text, text))),
        ["signed"] = Of(Gen.Select(Text, Bytes, (text, bytes) => new Signed(text, text, text, bytes, bytes))),
        ["aborted"] = Of(Gen.Select(Text, Texts, (reason, keys) => new Aborted(reason, [.. keys.Select(each => new KeyFate(each, each, each))]) { Unproven = [.. keys.Select(each => new UnprovenLine(each.Length % 2 == 0 ? null : each.Length, each, each))] })),
        ["archived"] = Of(Text.Select(text => new Archived(text))),
        ["compared"] = Of(Gen.Select(Text, Text, (of, sha256) => new Compared(of, sha256))),
    };

    private static Gen<Entry> Of<T>(Gen<T> entries)
        where T : Entry => entries.Select(entry => (Entry)entry);

    private static Gen<IReadOnlyList<T>> List<T>(Gen<T> items) => items.Array[0, 3].Select(each => (IReadOnlyList<T>)each);
}
