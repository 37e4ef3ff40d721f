using Ceremony.Core.Json;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Scripts;
using Ceremony.Steps;
using Ceremony.Verify;

namespace CeremonyTui.Wiring;

/// <summary>Binds the script of a record again, so that the verifier can compare what was recorded with it.</summary>
/// <param name="more">Kinds of steps beside the program's own, which only tests have.</param>
internal sealed class ScriptBinder(params IReadOnlyList<StepKind> more) : IScriptBinder
{
    private Last? _last;

    /// <summary>One that has no need to read the script that is carried out once more: the same bytes with the same values give the same steps.</summary>
    /// <param name="bound">The script, as it was read and bound.</param>
    public static ScriptBinder Of(BoundScript bound) => new() { _last = new Last(bound.Script.Bytes, bound.Parameters, Outline(bound)) };

    // A record that goes on is judged anew from its beginning now and then, always with the same script.
    public ScriptOutline? Bind(byte[] script, IReadOnlyDictionary<string, string> values)
    {
        if (_last is not { } last || !last.IsOf(script, values))
        {
            _last = last = new Last([.. script], values.ToDictionary(StringComparer.Ordinal), Read(script, values));
        }

        return last.Outline;
    }

    private ScriptOutline? Read(byte[] script, IReadOnlyDictionary<string, string> values)
    {
        try
        {
            return ScriptReader.Read(script, [.. StepKinds.All, .. more]) is { Script: { } read, Problems.Count: 0 } ? Outline(ScriptBinding.Bind(read, values)) : null;
        }
        catch (ScriptBindingException)
        {
            return null;
        }
    }

    private static ScriptOutline Outline(BoundScript bound) => new(
        bound.Script.Ceremony,
        bound.Script.Title,
        bound.Script.Version,
        bound.Script.Confirm.Officers,
        bound.Script.Confirm.WithinSeconds,
        bound.Script.SignOnLeave,
        bound.Script.InterfacesUp,
        bound.Script.Installation,
        bound.Parameters,
        [.. bound.Tokens.Select(token => new OutlineToken(token.Ref.Name, token.Called) { Custodian = token.Custodian, IdleMinutes = token.IdleMinutes, IsCard = token.Use == TokenUse.Card })],
        bound.Script.Seats,
        [.. bound.Steps.Select(step => new OutlineStep(step.Id, step.Do, step.Act, step.FillForForecast().Title, outputs => Fields(step, outputs)) { Together = step.Together })])
    {
        Modules = [.. bound.Tokens.DistinctBy(token => token.Module).OrderBy(token => token.Module, StringComparer.Ordinal).Select(token => new OutlineModule(token.Module, token.Setup.Environment, token.Setup.Configuration, token.Setup.Parameters))],
    };

    private static Dictionary<string, JsonValue>? Fields(BoundStep step, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputs)
    {
        try
        {
            return step.FilledFields(outputs).Members.ToDictionary(member => member.Key, member => Json(member.Value), StringComparer.Ordinal);
        }
        catch (ScriptProblemException)
        {
            return null;
        }
    }

    private static JsonValue Json(ScriptValue value) => value switch
    {
        ScriptList list => new JsonList(list.Items.Select(Json)),
        ScriptMap map => Json(map),
        _ => new JsonText(((ScriptScalar)value).Text),
    };

    private static JsonMap Json(ScriptMap map)
    {
        var json = new JsonMap();
        foreach (ScriptMember member in map.Members)
        {
            json.Add(member.Key, Json(member.Value));
        }

        return json;
    }

    /// <summary>What was bound last.</summary>
    private sealed record Last(byte[] Script, IReadOnlyDictionary<string, string> Values, ScriptOutline? Outline)
    {
        public bool IsOf(byte[] script, IReadOnlyDictionary<string, string> values) =>
            Script.AsSpan().SequenceEqual(script) && Values.Count == values.Count && Values.All(each => values.TryGetValue(each.Key, out string? value) && value == each.Value);
    }
}
