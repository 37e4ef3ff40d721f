using System.Security.Cryptography;
using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>A ceremony's script as it was read: valid in itself, but with parameters still to be answered.</summary>
public sealed class Script
{
    /// <summary>The only format.</summary>
    public const string FormatName = "ceremony-script/1";

    /// <summary>Names of network interfaces; Linux allows 15 bytes (IFNAMSIZ).</summary>
    public const string InterfacePattern = "[A-Za-z0-9][A-Za-z0-9._@-]{0,14}";

    internal Script(byte[] bytes)
    {
        Bytes = bytes;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>SHA-256 of the bytes, lower-case hex: what a witness compares with paper.</summary>
    public string Sha256 { get; }

    /// <summary>The format, <see cref="FormatName"/>.</summary>
    public string Format => FormatName;

    /// <summary>The ceremony's id, such as <c>nexus-cm-bootstrap</c>.</summary>
    public required string Ceremony { get; init; }

    /// <summary>The script's version, 1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>What people call the ceremony.</summary>
    public required string Title { get; init; }

    /// <summary>Who must be there, in the order of the script.</summary>
    public required IReadOnlyList<ScriptRole> People { get; init; }

    /// <summary>Every seat of theirs, as role and number: <c>operator 1</c>, <c>officer 1</c>, ….</summary>
    public IReadOnlyList<string> Seats => [.. People.SelectMany(role => Enumerable.Range(1, role.Count).Select(number => $"{role.Role} {number}"))];

    /// <summary>How many officers confirm, and within what time.</summary>
    public required ScriptConfirm Confirm { get; init; }

    /// <summary>Whether the officers sign the journal's last line whenever the program is left.</summary>
    public required bool SignOnLeave { get; init; }

    /// <summary>Whether a real ceremony shows PINs on terminals that are not a console of the machine too.</summary>
    public required bool ShowsPinsAnywhere { get; init; }

    /// <summary>The network interfaces that may be up in a real ceremony.</summary>
    public required IReadOnlyList<string> InterfacesUp { get; init; }

    /// <summary>Whose the CAs, procedures and officers are, one of <see cref="InstallationKind"/>; null where it is left out.</summary>
    public required string? Installation { get; init; }

    /// <summary>What is asked before the forecast, in this order.</summary>
    public required IReadOnlyList<ScriptParameter> Parameters { get; init; }

    /// <summary>The PKCS#11 modules that have names, with references to parameters not yet filled in.</summary>
    public IReadOnlyList<ScriptModule> Modules { get; init; } = [];

    /// <summary>The tokens, with references to parameters not yet filled in.</summary>
    public required IReadOnlyList<ScriptToken> Tokens { get; init; }

    /// <summary>The services, with references to parameters not yet filled in.</summary>
    public required IReadOnlyList<ScriptService> Services { get; init; }

    /// <summary>What a rehearsal of it needs in addition to tokens and a boot kit.</summary>
    public required ScriptRehearsal Rehearsal { get; init; }

    /// <summary>The acts and their steps.</summary>
    public required IReadOnlyList<ScriptAct> Acts { get; init; }

    /// <summary>What its author should know, though it can be carried out, in its order.</summary>
    public required IReadOnlyList<ScriptProblem> Warnings { get; init; }

    /// <summary>All steps, in their order.</summary>
    public IEnumerable<ScriptStep> Steps => Acts.SelectMany(act => act.Steps);
}

/// <summary>How many people of a role a ceremony needs.</summary>
/// <param name="Role">One of <see cref="All"/>.</param>
/// <param name="Count">At least 1.</param>
public sealed record ScriptRole(string Role, int Count)
{
    /// <summary>All roles.</summary>
    public static readonly IReadOnlyList<string> All = ["operator", "officer", "witness", "auditor", "guest"];
}

/// <summary>How officers confirm.</summary>
/// <param name="Officers">How many must.</param>
/// <param name="WithinSeconds">How long a proposal stays open.</param>
public sealed record ScriptConfirm(int Officers, int WithinSeconds);

/// <summary>A value that is asked before the forecast.</summary>
/// <param name="Name">Its name in references.</param>
/// <param name="Mark">Where it is declared.</param>
/// <param name="Ask">The question.</param>
/// <param name="Pattern">What the whole answer must match, or null.</param>
/// <param name="Shape">What the pattern demands, in words for people: "two capital letters"; or null.</param>
/// <param name="Choices">What can be chosen, or empty for free text.</param>
/// <param name="Default">What the field holds at first, or null.</param>
/// <param name="When">Under which answers to earlier parameters it is asked: name to value; empty where it always is.</param>
public sealed record ScriptParameter(
    string Name,
    ScriptMark Mark,
    string Ask,
    string? Pattern,
    string? Shape,
    IReadOnlyList<string> Choices,
    string? Default,
    IReadOnlyDictionary<string, string> When)
{
    /// <summary>The longest value, in UTF-16 code units.</summary>
    public const int Longest = 256;

    /// <summary>The field of the form that asks for it.</summary>
    public FormField ToField() => new(Name, Ask)
    {
        Pattern = Pattern ?? (Choices.Count > 0 ? null : @"[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+"),
        Shape = Pattern is null ? $"1 to {Longest} characters" : Shape,
        Choices = Choices,
        Initial = Default ?? "",
        MaxLength = Longest,
        AsShown = Default,
    };

    /// <summary>Why a value does not fit, one sentence in lower case, or null where it does.</summary>
    internal string? Refuse(string value)
    {
        if (Choices.Count > 0)
        {
            return Choices.Contains(value) ? null : $"\"{Name}\" cannot be {Nearest.Quote(value)}{Nearest.Hint(value, Choices)}";
        }

        if (value.Length is 0 or > Longest || Hidden.In(value))
        {
            return $"\"{Name}\" must have 1 to {Longest} characters on one line";
        }

        return Pattern is null || Patterns.Matches(Pattern, value) ? null : Shape is { } shape
            ? $"\"{Name}\" cannot be {Nearest.Quote(value)}; it must be {shape}"
            : $"\"{Name}\" cannot be {Nearest.Quote(value)}: it does not match the pattern in the script, which has no \"shape\" to say it in words";
    }
}

/// <summary>A token as the script declares it.</summary>
/// <param name="Name">Its name in steps.</param>
/// <param name="Mark">Where it is declared.</param>
/// <param name="Map">Its keys, with references to parameters.</param>
public sealed record ScriptToken(string Name, ScriptMark Mark, ScriptMap Map);

/// <summary>A PKCS#11 module as the script declares it.</summary>
/// <param name="Name">Its name in tokens.</param>
/// <param name="Mark">Where it is declared.</param>
/// <param name="Map">Its keys, with references to parameters.</param>
public sealed record ScriptModule(string Name, ScriptMark Mark, ScriptMap Map);

/// <summary>A service as the script declares it.</summary>
/// <param name="Name">Its name in steps.</param>
/// <param name="Mark">Where it is declared.</param>
/// <param name="Map">Its keys, with references to parameters.</param>
public sealed record ScriptService(string Name, ScriptMark Mark, ScriptMap Map);

/// <summary>What a rehearsal needs that the real thing finds in place.</summary>
/// <param name="Laboratory">
/// The program that makes an installation to rehearse on, and its arguments; its path begins in the script's folder. Empty where there is none.
/// </param>
/// <param name="Set">The parameters that a rehearsal sets unless somebody else does: name to value.</param>
public sealed record ScriptRehearsal(IReadOnlyList<string> Laboratory, IReadOnlyDictionary<string, string> Set)
{
    /// <summary>The program that says what stands in the way of a rehearsal, before anything is asked or made, and its arguments. Empty where there is none.</summary>
    public IReadOnlyList<string> Look { get; init; } = [];

    /// <summary>The value for a script that says nothing about rehearsals.</summary>
    public static ScriptRehearsal None { get; } = new([], new Dictionary<string, string>());
}

/// <summary>An act: a few steps under a title.</summary>
public sealed record ScriptAct(string Title, ScriptMark Mark, IReadOnlyList<ScriptStep> Steps);

/// <summary>A step as it is written in the script.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mark">Where it begins.</param>
/// <param name="Kind">What <c>do:</c> asks for.</param>
/// <param name="When">Under which answers it is done; empty where it always is.</param>
/// <param name="ForEach">The items it is done for, one step each; null where it is done once.</param>
/// <param name="Together">The id of the first step of those in its act that are confirmed together with it; null where it is confirmed alone.</param>
/// <param name="Fields">The kind's fields, with references.</param>
public sealed record ScriptStep(
    string Id,
    ScriptMark Mark,
    StepKind Kind,
    IReadOnlyDictionary<string, string> When,
    IReadOnlyList<ScriptScalar>? ForEach,
    string? Together,
    ScriptMap Fields);
