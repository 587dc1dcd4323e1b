using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Uploads the files of a form one by one. A failure does not stop the next file.</summary>
internal sealed class FormUpload(LoraManager manager, ILogger<FormUpload> log)
{
    // The response has a result for each file, and a form of empty files could have any number.
    private const int MaxFiles = 1000;

    private static readonly Problem TooMany =
        Problem.Invalid(StatusCodes.Status413PayloadTooLarge, $"A form can have at most {MaxFiles} files. Send the rest in another form.");

    public async Task<Outcome> UploadAllAsync(HttpContext context, FormFiles files)
    {
        var outcome = new Outcome();
        var caller = context.LoraCaller();
        while (outcome.Error is null)
        {
            FormFile? file = null;
            try
            {
                file = await files.NextAsync(context.RequestAborted).ConfigureAwait(false);
                if (file is null)
                {
                    break;
                }

                if (outcome.Results.Count == MaxFiles)
                {
                    outcome.AddError(file.Name, TooMany);
                    break;
                }

                outcome.Add(file.Name, await UploadAsync(caller, file, context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false));
            }
            catch (Exception exception) when (IsBodyError(file, exception) && !context.RequestAborted.IsCancellationRequested && !Problem.IsDisconnect(exception))
            {
                outcome.AddError(file?.Name, Problem.OfBody(file?.Content.Error ?? exception));
            }
        }

        return outcome;
    }

    private static bool IsBodyError(FormFile? file, Exception exception) =>
        file is null ? exception is IOException or InvalidDataException : file.Content.Error is not null;

    private async Task<(LoraItem? Item, Problem? Problem)> UploadAsync(LoraCaller caller, FormFile file, long? formSize, CancellationToken cancellationToken)
    {
        try
        {
            // A form does not state the size of its files. Each is at most as large as the form.
            var result = formSize is > 0 and var maxSize
                ? await manager.UploadUpToAsync(caller, file.Name, maxSize, file.Content, cancellationToken).ConfigureAwait(false)
                : await manager.UploadAsync(caller, file.Name, size: null, file.Content, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return (manager.ToItem(result.Value), null);
            }

            var problem = Problem.Of(result.Issues);
            log.FileNotUploaded(problem.Code);
            return (null, problem);
        }
        catch (Exception exception) when (file.Content.Error is null && !cancellationToken.IsCancellationRequested)
        {
            var problem = Problem.Of(exception);
            log.FileFailed(problem.Code, exception);
            return (null, problem);
        }
    }

    /// <summary>The results of the files.</summary>
    internal sealed class Outcome
    {
        private readonly List<UploadResultBody> _results = [];
        private int? _firstStatus;

        public IReadOnlyList<UploadResultBody> Results => _results;

        /// <summary>Gets why the form could not be read to its end, or <see langword="null"/>.</summary>
        public Problem? Error { get; private set; }

        public int Status =>
            _firstStatus is not { } first ? StatusCodes.Status200OK
            : _results.Exists(result => result.Succeeded) ? StatusCodes.Status207MultiStatus
            : first;

        public void Add(string name, (LoraItem? Item, Problem? Problem) result)
        {
            _firstStatus ??= result.Problem?.Status;
            _results.Add(result.Problem is { } problem ? problem.ToResult(name) : UploadResultBody.Success(name, result.Item!));
        }

        public void AddError(string? name, Problem problem)
        {
            Error = problem;
            if (name is not null || _results.Count > 0)
            {
                _firstStatus ??= problem.Status;
                _results.Add(problem.ToResult(name));
            }
        }
    }
}
