using Ceremony.Core.Json;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>
/// Writes the JSON Schema (draft 2020-12) of scripts, for editors that complete and underline while a script is written. It is made from the
/// same tables of fields that the reader uses. The reader also judges references and order, and that no key appears twice.
/// </summary>
public static class JsonSchemaWriter
{
    private const string Name = $"^{MapReader.NamePattern}$";
    private const string Span = "^[1-9][0-9]{0,3} (seconds|minutes|minute|hours|hour)$";
    private const string ReferencePattern = @"\$\{(param|step)\.[a-z]|\$\{item\}";

    /// <summary>The schema of a whole script with these kinds of steps.</summary>
    public static JsonMap Write(IReadOnlyList<StepKind> kinds) => Closed(
        new JsonMap
        {
            { "$schema", "https://json-schema.org/draft/2020-12/schema" },
            { "title", "The script of a ceremony" },
        },
        required: ["format", "ceremony", "version", "title", "people", "confirm", "acts"],
        new JsonMap
        {
            { "format", OneOf("The format of this file.", Script.FormatName) },
            { "ceremony", Pattern("The ceremony's id.", Name) },
            { "version", Number("The script's version.", 1, 999_999) },
            { "title", Text("What people call the ceremony.", 64) },
            { "people", List("Who must be there.", People()) },
            { "confirm", Confirm() },
            { "sign-on-leave", OneOf("Whether the officers sign the journal's last line whenever the program is left.", "yes", "no") },
            { "show-pins", OneOf("Where a real ceremony shows a PIN to its holder: at a console of the machine only, as where this is left out, or on any terminal.", "console", "anywhere") },
            { "interfaces-up", List("The network interfaces that may be up in a real ceremony, by their names.", Pattern("Such as wg0.", $"^{Script.InterfacePattern}$")) },
            { "installation", OneOf("Whose the CAs, procedures and officers are: this program's own, or those of an installed Certificate Manager. Needed where the Boot CA of a boot kit is revoked or its key destroyed.", InstallationKind.Own, InstallationKind.NexusCm) },
            { "parameters", Named("What is asked for before the forecast.", Parameter()) },
            { "modules", Named("PKCS#11 modules that need more than their file.", Module()) },
            { "tokens", Named("HSMs and cards, by label or serial number, never by slot number.", Token()) },
            { "services", Named("What is started and stopped.", Service()) },
            { "rehearsal", Rehearsal() },
            { "acts", List("The ceremony, act by act.", Act(kinds)) },
        });

    private static JsonMap People() => Closed([], ["role", "count"], new JsonMap
    {
        { "role", OneOf("The role.", [.. ScriptRole.All]) },
        { "count", Number("How many of them.", 1, 20) },
    });

    private static JsonMap Confirm() => Closed(Described("Who confirms what cannot be undone."), ["officers", "within"], new JsonMap
    {
        { "officers", Number("How many officers must confirm, each with their own token.", 2, 20) },
        { "within", Pattern("How long a proposal stays open, such as 10 minutes.", Span) },
    });

    private static JsonMap Parameter() => Closed([], ["ask"], new JsonMap
    {
        { "ask", Text("The question.", 64) },
        { "pattern", Text("A regular expression that the whole answer must match.", 256) },
        { "shape", Text("What the pattern demands, in words for people.", 96) },
        { "choices", List("What can be chosen.", Text("A choice.", ScriptParameter.Longest)) },
        { "default", Text("What the field holds at first.", ScriptParameter.Longest) },
        { "when", When() },
    });

    private static JsonMap Token() => Closed([], ["uri", "module"], new JsonMap
    {
        { "uri", Pattern("How the token is found (RFC 7512), such as pkcs11:token=CM-HSM.", "^pkcs11:") },
        { "serial", Text("The token's serial number, in addition to what the URI says.", 64) },
        { "module", Pattern("The PKCS#11 module's file, or its name under modules.", @"^(/|.*\$\{|[a-z][a-z0-9-]{0,63}$)") },
        { "module-sha256", Pattern("The module's expected SHA-256.", @"^([0-9a-f]{64}|\$\{.*)$") },
        { "use", OneOf("What the token is used for; hsm by default.", "hsm", "card") },
        { "custodian", Text("Who knows an HSM's user PIN, or a card's security officer PIN: a role, or a role and a number.", 64) },
        { "holder", Text("The card's holder: a role and a number.", 64) },
        { "login", OneOf("How long a custodian's login to an HSM lasts where they agree; step by default.", "step", "act") },
        { "idle", Pattern("After how long without use a login ends that lasts an act: 1 to 60 minutes; 10 minutes by default.", @"^(([1-9]|[1-5][0-9]|60) minutes?|.*\$\{.*)$") },
        { "login-as", Pattern("As whom its user logs in: user, by default, or the number of a vendor's user type, such as 0x80000001.", @"^(user|0x[0-9a-fA-F]{1,8}|[0-9]{1,10}|.*\$\{.*)$") },
        { "pin-is", Text("What its user PIN consists of, where people would not know: user name, colon, password.", 64) },
    });

    private static JsonMap Module() => Closed([], ["file"], new JsonMap
    {
        { "file", Pattern("The PKCS#11 module's file.", @"^(/|\$\{)") },
        {
            "environment",
            Described("Variables of its environment: name to value.").With(new JsonMap
            {
                { "type", "object" },
                { "propertyNames", new JsonMap { { "pattern", $"^{ModuleVariable.NamePattern}$" } } },
                { "additionalProperties", Described("The value.").With(new JsonMap { { "type", "string" }, { "maxLength", ModuleVariable.LongestValue } }) },
            })
        },
        { "configuration", List("Its configuration files, which are hashed.", Pattern("The whole path of a file.", @"^(/|\$\{)")) },
        { "parameters", Text("What C_Initialize is given, as NSS' softoken and p11-kit take it.", 1024) },
    });

    private static JsonMap Service() => new()
    {
        {
            "oneOf",
            new JsonList(
                Closed(Described("A unit of systemd."), ["unit"], new JsonMap
                {
                    { "unit", Pattern("The unit's name.", $@"^({ServicesReader.UnitPattern}|.*\$\{{.*)$") },
                    { "control", Pattern($"The program that starts and stops units; {ServicesReader.Systemctl} by default.", @"/|\$\{") },
                    { "within", Within() },
                }),
                Closed(Described("Commands given in the script."), ["start", "stop", "state"], new JsonMap
                {
                    { "start", Command("Starts it.") },
                    { "stop", Command("Stops it.") },
                    { "state", Command("Prints its state in one word: active, inactive or failed.") },
                    { "log", Command("Prints the last lines of its log.") },
                    { "within", Within() },
                }))
        },
    };

    private static JsonMap Rehearsal() => Closed(Described("What only rehearse uses."), [], new JsonMap
    {
        { "laboratory", Command("The program that makes an installation to rehearse on, by a path that starts in the script's folder, and its arguments.") },
        { "look", Command("The program that says what stands in the way of a rehearsal, by a path that starts in the script's folder, and its arguments.") },
        { "set", Described("Parameters that a rehearsal sets: name to value.").With(new JsonMap { { "type", "object" }, { "additionalProperties", Text("The value.", ScriptParameter.Longest) } }) },
    });

    private static JsonMap Command(string help) => List(help, Text("The program's path, or an argument.", MapReader.LongestArgument));

    private static JsonMap Within() => Pattern("How long it may take to start or to stop, such as 60 seconds.", Span);

    private static JsonMap Act(IReadOnlyList<StepKind> kinds) => Closed([], ["act", "steps"], new JsonMap
    {
        { "act", Text("The act's title.", 48) },
        { "steps", List("Its steps.", new JsonMap { { "oneOf", new JsonList(kinds.Select(kind => (JsonValue)Step(kind))) } }) },
    });

    private static JsonMap Step(StepKind kind)
    {
        var properties = new JsonMap
        {
            { "id", Pattern("The step's id.", Name) },
            { "do", OneOf(kind.Summary, kind.Name) },
            { "when", When() },
            { "confirm", OneOf("Whether officers confirm the step alone, or together with those beside it in its act of which this is said too; a further such group begins \"together from here\".", "alone", "together", "together from here") },
            { "for-each", List("The step is done once for each of these; ${item} stands for the current one.", Text("An item.", 256)) },
        };
        foreach (Field field in kind.Fields)
        {
            properties.Add(field.Name, OrReference(field.Schema));
        }

        return Closed(new JsonMap { { "title", kind.Name }, { "description", kind.Summary } }, ["id", "do", .. kind.Fields.Where(field => field.IsRequired).Select(field => field.Name)], properties);
    }

    private static JsonMap When() => Described("The answers that must have been given: parameter to value.").With(new JsonMap
    {
        { "type", "object" },
        { "additionalProperties", Text("The value.", ScriptParameter.Longest) },
    });

    // A reference can stand wherever a text can: for the whole value, and for each text within a list.
    private static JsonMap OrReference(JsonMap schema)
    {
        if (schema.Find("items") is JsonMap items)
        {
            return schema.Without("items").With(new JsonMap { { "items", OrReference(items) } });
        }

        bool isText = schema.Find("enum") is not null || schema.Find("pattern") is not null || schema.Find("type") is JsonText { Value: "integer" };
        return !isText ? schema : new JsonMap
        {
            { "description", schema.Find("description") },
            { "default", schema.Find("default") },
            { "anyOf", new JsonList(schema.Without("description").Without("default"), new JsonMap { { "type", "string" }, { "pattern", ReferencePattern } }) },
        };
    }

    private static JsonMap Closed(JsonMap more, IReadOnlyList<string> required, JsonMap properties) => more.With(new JsonMap
    {
        { "type", "object" },
        { "required", JsonList.OfText(required) },
        { "properties", properties },
        { "additionalProperties", false },
    });

    private static JsonMap Named(string help, JsonMap item) => Described(help).With(new JsonMap
    {
        { "type", "object" },
        { "propertyNames", new JsonMap { { "pattern", Name } } },
        { "additionalProperties", item },
    });

    private static JsonMap List(string help, JsonMap item) => Described(help).With(new JsonMap { { "type", "array" }, { "minItems", 1 }, { "items", item } });

    private static JsonMap Text(string help, int longest) =>
        Described(help).With(new JsonMap { { "type", "string" }, { "minLength", 1 }, { "maxLength", longest } });

    private static JsonMap Pattern(string help, string pattern) => Described(help).With(new JsonMap { { "type", "string" }, { "pattern", pattern } });

    private static JsonMap Number(string help, int least, int most) =>
        Described(help).With(new JsonMap { { "type", "integer" }, { "minimum", least }, { "maximum", most } });

    private static JsonMap OneOf(string help, params IReadOnlyList<string> words) => Described(help).With(new JsonMap { { "enum", JsonList.OfText(words) } });

    private static JsonMap Described(string help) => new() { { "description", help } };
}
