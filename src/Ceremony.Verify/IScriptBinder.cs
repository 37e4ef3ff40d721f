namespace Ceremony.Verify;

/// <summary>Reads a script and fills in its parameters, as the program that ran the ceremony did. The verifier has no reader of scripts of its own.</summary>
public interface IScriptBinder
{
    /// <summary>What the script asks for with these values; null where it cannot be read or filled in, for it may be written for an earlier program.</summary>
    /// <param name="script">The script's bytes.</param>
    /// <param name="values">The recorded values of its parameters.</param>
    ScriptOutline? Bind(byte[] script, IReadOnlyDictionary<string, string> values);
}
