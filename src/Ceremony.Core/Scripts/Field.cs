using Ceremony.Core.Json;

namespace Ceremony.Core.Scripts;

/// <summary>A field of a step kind: its name, what it means, what it takes, and whether it must be there.</summary>
/// <param name="name">The key in scripts.</param>
/// <param name="help">What it means, one sentence.</param>
/// <param name="takes">What its value can be, in words.</param>
/// <param name="required">Whether it must be there.</param>
/// <param name="schema">The JSON Schema of its value.</param>
public abstract class Field(string name, string help, string takes, bool required, JsonMap schema)
{
    /// <summary>The key in scripts.</summary>
    public string Name { get; } = name;

    /// <summary>What it means, one sentence.</summary>
    public string Help { get; } = help;

    /// <summary>What its value can be, in words: "a whole number from 1 to 65535".</summary>
    public string Takes { get; } = takes;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; } = required;

    /// <summary>The JSON Schema (2020-12) of its value, with its description and its default.</summary>
    public JsonMap Schema { get; } = schema.With(new JsonMap { { "description", help } });

    /// <summary>The value that holds where the field is left out, as it would be written; null where there is none, or where its help says what happens then.</summary>
    public string? Default => Schema.Find("default") is JsonText absent ? absent.Value : null;

    /// <summary>Tries to read the value. Throws <see cref="ScriptProblemException"/> where it does not fit.</summary>
    public abstract void Check(ScriptValue value);

    /// <summary>What of a value names tokens by their names under <c>tokens:</c>; empty for most fields.</summary>
    public abstract IReadOnlyList<ScriptScalar> TokensIn(ScriptValue value);

    /// <summary>What of a value names things that must be there when it is the step's turn; empty for most fields.</summary>
    public abstract IReadOnlyList<ScriptName> NamesIn(ScriptValue value);
}

/// <summary>A field whose value is read as a <typeparamref name="T"/>.</summary>
public sealed class Field<T> : Field
{
    private readonly Func<ScriptValue, T> _read;
    private readonly T? _absent;
    private readonly Func<ScriptValue, IReadOnlyList<ScriptScalar>>? _tokens;
    private readonly Func<ScriptValue, IReadOnlyList<ScriptName>>? _names;

    internal Field(
        string name,
        string help,
        string takes,
        bool required,
        JsonMap schema,
        Func<ScriptValue, T> read,
        T? absent = default,
        Func<ScriptValue, IReadOnlyList<ScriptScalar>>? tokens = null,
        Func<ScriptValue, IReadOnlyList<ScriptName>>? names = null)
        : base(name, help, takes, required, schema)
    {
        _read = read;
        _absent = absent;
        _tokens = tokens;
        _names = names;
    }

    /// <summary>The same field, but it may be left out and then has the given value.</summary>
    public Field<T> Optional(T absent) =>
        new(Name, Help, Takes, false, Schema.Without("description").With(new JsonMap { { "default", Written(absent) } }), _read, absent, _tokens, _names);

    /// <summary>The same field, whose value is the name of one of these things. Where one is a <see cref="Thing.File"/>, any name can be one of the world's.</summary>
    public Field<T> Naming(params IReadOnlyList<Thing> things) =>
        new(Name, Help, Takes, IsRequired, Schema.Without("description"), _read, _absent, _tokens, value => value is ScriptScalar written ? [new ScriptName(written, things)] : []);

    /// <summary>The field's value among a step's; throws <see cref="ScriptProblemException"/> where it does not fit.</summary>
    public T Of(ScriptMap step)
    {
        ScriptValue? value = step.Find(Name);
        if (value is not null)
        {
            return _read(value);
        }

        return IsRequired ? throw new ScriptProblemException(step.Mark, $"the field \"{Name}\" is missing: {Help}") : _absent!;
    }

    /// <inheritdoc/>
    public override void Check(ScriptValue value) => _read(value);

    /// <inheritdoc/>
    public override IReadOnlyList<ScriptScalar> TokensIn(ScriptValue value) => _tokens?.Invoke(value) ?? [];

    /// <inheritdoc/>
    public override IReadOnlyList<ScriptName> NamesIn(ScriptValue value) => _names?.Invoke(value) ?? [];

    // An empty text stands for "nothing" in a step; no script can write it.
    private static JsonText? Written(T absent) => absent switch
    {
        string { Length: > 0 } text => new JsonText(text),
        bool flag => new JsonText(flag ? "yes" : "no"),
        _ => null,
    };
}
